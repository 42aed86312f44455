// Which servers are asked for what a list shows: those that answer.

import type { ServerRow } from '../model/fleet.ts';
import type { AskedServer } from '../nats/connections-round.ts';

/** Whether a server answers, or did a moment ago. */
export const isAnswering = ({ state }: Pick<ServerRow, 'state'>): boolean =>
	state === 'ok' || state === 'stale';

/** The servers that can answer. */
export const answering = (rows: readonly ServerRow[]): AskedServer[] =>
	rows.filter(isAnswering).map(({ info: { id, name, version }, rtt }) => ({ id, name, version, rtt }));
