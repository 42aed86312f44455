// Tells the health of the whole system what each snapshot of a list has found, for as long as the list is open.

import type { CheckSettings } from '../model/checks/check.ts';
import type { Report } from '../model/health/finding.ts';
import { mapSource, type Source, type Watching } from './source.ts';

/** The source as pictures of its snapshots; each of these is reported once. */
export const reporting = <Snapshot, Picture>(
	source: Source<Snapshot>,
	picture: (snapshot: Snapshot) => Picture,
	report: ((snapshot: Snapshot, settings: CheckSettings | undefined) => Report | undefined) | undefined,
	{ health, checks }: Watching,
): Source<Picture> => {
	const pictures = mapSource(source, picture);
	if (report === undefined || health === undefined) return pictures;
	let told: Snapshot | undefined;
	const tell = (): void => {
		const snapshot = source.get();
		if (snapshot === told) return;
		told = snapshot;
		const found = report(snapshot, checks);
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
