// Which servers are asked for what a list shows, those that answer; and what a command says of the others.

import { setTimeout as wait } from 'node:timers/promises';
import { firstAndMore } from '../model/first-names.ts';
import type { ServerRow } from '../model/fleet.ts';
import type { AskedServer } from '../nats/connections-round.ts';

/** Whether a server answers, or did a moment ago. */
export const isAnswering = ({ state }: Pick<ServerRow, 'state'>): boolean =>
	state === 'ok' || state === 'stale';

/** The servers that can answer. */
export const answering = (rows: readonly ServerRow[]): AskedServer[] =>
	rows.filter(isAnswering).map(({ info: { id, name, version }, rtt }) => ({ id, name, version, rtt }));

/** Servers that a command names at most. */
const mostNames = 10;

/** `7 of 8 servers answered: west-3`; nothing where none is missing. */
export const partialText = (answered: number, of: number, missing: readonly string[]): string | undefined =>
	missing.length === 0
		? undefined
		: `${answered} of ${of} servers answered: ${firstAndMore(missing, mostNames)}`;

/** Waits until it is time for the second sample, milliseconds after the first one began. */
export const untilNext = (after: number, began: number): Promise<void> =>
	wait(Math.max(0, after - (performance.now() - began)));
