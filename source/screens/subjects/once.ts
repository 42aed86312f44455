// Asks what one account listens to once, or twice for rates, without staying.

import { SubjectBook } from '../../model/subjects/subject-book.ts';
import { partialText, untilNext } from '../answering.ts';
import { consumersOnce } from '../consumers/once.ts';
import { ownConsumersOnce, ownStreamsOnce } from '../own-jetstream/own-once.ts';
import type { Once, OnceOptions } from '../source.ts';
import { streamsOnce } from '../streams/once.ts';
import { subjectsRound } from './round.ts';
import { noSubjects, type SubjectsSnapshot, subjectsSnapshot } from './snapshot.ts';
import { isPartly, whoseOf } from './source.ts';

const nothing: SubjectsSnapshot = subjectsSnapshot(noSubjects, {});

/** Why nobody was asked. */
const unchosen = 'subjects are told of one account: say which with --account ACCOUNT';

/** Names of accounts by their keys, as streams tell them. */
const namesIn = (rows: readonly { account: string; accountName: string }[]): ReadonlyMap<string, string> =>
	new Map(rows.map(({ account, accountName }) => [account, accountName]));

export const subjectsOnce = async (options: OnceOptions): Promise<Once<SubjectsSnapshot>> => {
	const { servers, wire, timeout, again, mode, account: ours, asked = {} } = options;
	const isOwn = mode === 'account';
	if (!isOwn && asked.acc === undefined) return { snapshot: nothing, at: wire.now(), unclear: unchosen };
	const { fleet, why, silent } = await servers('one');
	if (fleet.rows.length === 0) return { snapshot: nothing, at: fleet.at, failed: why };
	const known = async () => ({ fleet, why, silent });
	// Streams and consumers know accounts by their names as well as by their keys.
	const rest = { ...options, servers: known, again: undefined };
	const [streams, consumers] = await Promise.all([
		(isOwn ? ownStreamsOnce : streamsOnce)({ ...rest, again }),
		(isOwn ? ownConsumersOnce : consumersOnce)(rest),
	]);
	const names = namesIn([...streams.snapshot.streams, ...consumers.snapshot.consumers]);
	const { account } = isOwn ? {} : whoseOf(asked, names);
	const isOurs = (row: { account: string }): boolean => isOwn || row.account === account?.key;
	const book = new SubjectBook();
	const ask = () =>
		subjectsRound({
			...{ wire, book, servers: fleet.rows, timeout, every: again ?? 0 },
			...(account ? { account } : { own: ours?.name(), byName: ours?.asksByName() }),
		});
	const began = performance.now();
	let round = await ask();
	if (again !== undefined && round.denied === undefined) {
		await untilNext(again, began);
		round = await ask();
	}
	const snapshot = subjectsSnapshot(round, {
		...(streams.failed === undefined && {
			streams: streams.snapshot.streams.filter(isOurs),
			...(isPartly(streams.snapshot) && { isPart: true as const }),
		}),
		...(consumers.failed === undefined && {
			consumers: consumers.snapshot.consumers.filter(isOurs),
		}),
	});
	const at = wire.now();
	if (round.denied !== undefined) return { snapshot, at, failed: `not permitted to publish ${round.denied}` };
	if (round.failed !== undefined) return { snapshot, at, failed: round.failed };
	const missing = [...round.unheard, ...silent];
	const partial =
		partialText(round.answered, round.asked + silent.length, missing) ??
		(round.isCut || round.subjects > round.rows.length
			? `the busiest ${round.rows.length} of ${round.subjects} subjects were told`
			: undefined);
	return { snapshot, at, ...(partial && { partial }) };
};
