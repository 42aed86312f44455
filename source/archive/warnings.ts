// What is wrong with an archive and what went wrong when it was made, as events.

import type { MonitorEvent } from '../model/event.ts';
import { firstAndMore } from '../model/first-names.ts';
import { safeText } from '../system/redact.ts';
import type { Archive } from './archive.ts';

/** Lines of the log that tell of something that did not work, and of something that nobody wanted. */
const isTrouble = /error|fail|unable|could not|cannot|timed? ?out|warn/i;
const isLeftOut = /^skipping/i;

/** What servers say where an account or a server has no JetStream, which is asked of all of them: nothing is missing. */
const isUsual = /not jetstream enabled|jetstream not enabled|does not have jetstream enabled/i;

/** Lines that become events at most. */
const mostLines = 200;

const parts = (count: number): string => (count === 1 ? '1 part' : `${count} parts`);

/** What of the file itself is not as it should be, in words. */
const ofFile = async (archive: Archive): Promise<readonly string[]> => {
	const { zip, parts: read } = archive;
	const { missing, size } = read.manifest;
	// The list itself is not in it.
	const unlisted = zip.entries.size - 1 - (size - missing.count);
	const unknown = await archive.unknownServers();
	return [
		...(missing.first === undefined
			? []
			: [
					`${parts(missing.count)} of its list ${missing.count === 1 ? 'is' : 'are'} not in the file: ${safeText(missing.first)}${missing.count > 1 ? ' …' : ''}`,
				]),
		...(unlisted > 0
			? [`${parts(unlisted)} of the file ${unlisted === 1 ? 'is' : 'are'} not in its list`]
			: []),
		...(zip.twice > 0
			? [`${parts(zip.twice)} of the file ${zip.twice === 1 ? 'has' : 'have'} the name of another one`]
			: []),
		...(unknown.length > 0 ? [`nothing of ${firstAndMore(unknown)} can be read`] : []),
		...read.damages.map(({ path, why }) => `${safeText(path)} cannot be read: ${why}`),
	];
};

/** The events of an archive, all of the moment when it was complete. */
export const archiveEvents = async (archive: Archive, at: number): Promise<readonly MonitorEvent[]> => {
	const lines = archive.gathering.log.filter(
		(line) => (isTrouble.test(line) || isLeftOut.test(line)) && !isUsual.test(line),
	);
	const event = (text: string, severity: MonitorEvent['severity']): MonitorEvent => ({
		...{ kind: 'ARCHIVE', severity, at, text },
	});
	return [
		...lines
			.slice(0, mostLines)
			.map((line) => event(`when it was made: ${line}`, isLeftOut.test(line) ? 'info' : 'warn')),
		...(await ofFile(archive)).map((text) => event(text, 'error')),
	];
};
