// Which servers are asked about JetStream: those that answer and have it, as far as that is known.

import type { ServerRow } from '../../model/fleet.ts';
import { jetstreamOn } from '../../model/server-facts.ts';
import type { AskedServer } from '../../nats/connections-round.ts';
import { answering, isAnswering } from '../answering.ts';

/** The servers of a filter's terms; all of them where it has none. */
export type ServerScope = { server?: string; cluster?: string };

const same = (wanted: string | undefined, value: string | undefined): boolean =>
	wanted === undefined || wanted.toLowerCase() === value?.toLowerCase();

/** Those that are asked, and the names of those that answer and have no JetStream. */
export const withJetStream = (
	rows: readonly ServerRow[],
	{ server, cluster }: ServerScope = {},
): { asked: AskedServer[]; off: string[] } => {
	const inScope = rows.filter(({ info }) => same(server, info.name) && same(cluster, info.cluster));
	const isOff = (row: ServerRow): boolean => jetstreamOn(row) === false;
	return {
		asked: answering(inScope.filter((row) => !isOff(row))),
		off: inScope.filter((row) => isAnswering(row) && isOff(row)).map(({ info }) => info.name),
	};
};
