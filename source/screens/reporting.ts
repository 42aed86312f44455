// Tells the health of the whole system what each snapshot of a list has found, for as long as the list is open.

import type { CheckSettings } from '../model/checks/check.ts';
import type { Report } from '../model/health/finding.ts';
import { memoizeLast } from '../table/memoize-last.ts';
import { mapSource, type Source, type Watching } from './source.ts';

/** The source as pictures of its snapshots, with what was found of each; each of these is reported once. */
export const reporting = <Snapshot, Picture>(
	source: Source<Snapshot>,
	picture: (snapshot: Snapshot, report?: () => Report | undefined) => Picture,
	report: ((snapshot: Snapshot, settings: CheckSettings | undefined) => Report | undefined) | undefined,
	{ health, checks }: Watching,
): Source<Picture> => {
	if (report === undefined) return mapSource(source, (snapshot) => picture(snapshot));
	const reportOf = memoizeLast((snapshot: Snapshot) => report(snapshot, checks));
	const pictures = mapSource(source, (snapshot) => picture(snapshot, () => reportOf(snapshot)));
	if (health === undefined) return pictures;
	let told: Snapshot | undefined;
	const tell = (): void => {
		const snapshot = source.get();
		if (snapshot === told) return;
		told = snapshot;
		const found = reportOf(snapshot);
		if (found !== undefined) health.take(found);
	};
	const stop = source.subscribe(tell);
	// What is remembered from a moment ago was judged then.
	tell();
	return {
		...pictures,
		close() {
			stop();
			source.close?.();
		},
	};
};
