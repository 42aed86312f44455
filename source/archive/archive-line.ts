// The line that says what an archive is: when it was made, and by what.

import { clock, dateTime } from '../format/time.ts';
import type { OpenArchive } from './open-archive.ts';

/** `captured 20:14:48–20:15:09 by nats v0.5.1`; the times in the zone of the process, or in UTC where that is wanted. */
export const capturedText = ({ from, to, archive }: Pick<OpenArchive, 'from' | 'to' | 'archive'>): string => {
	const { by } = archive.gathering;
	return `captured ${clock(from)}–${clock(to)}${by === undefined ? '' : ` by ${by}`}`;
};

/** The same with the name of the file and the day. */
export const archiveLine = (opened: Pick<OpenArchive, 'from' | 'to' | 'archive'>): string =>
	`archive ${opened.archive.name} · ${capturedText(opened)} · ${dateTime(opened.to)}`;
