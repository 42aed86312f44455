// What the keys of recording do: a file begins or ends, or what is kept in memory becomes one.

import { join, resolve } from 'node:path';
import { bytes } from '../format/number.ts';
import type { SessionRecorder } from '../hooks/session-recorder.ts';
import { fileNamePart } from '../model/action.ts';
import { fileStamp } from '../system/new-file.ts';
import type { Toast } from '../ui/ui-state.ts';

/** The most that a recording begun with a key takes, bytes of both of its parts. */
const limits = { maxSize: 256 * 1024 * 1024, parts: 2 };

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const size = (n: number): string => bytes(n, { none: '–' });

/** What anybody who gets the file can read in it. */
const content = 'names, subjects and addresses are in it, no secrets';

/** Effects of recording. */
export type RecordEffects = {
	/** Begins a file, or ends the one that is written. */
	toggle: () => void;
	/** Writes the last minutes to a file. */
	saveRing: (path: string) => void;
};

export type RecordOutside = {
	/** Absent where nothing runs. */
	recorder: SessionRecorder | undefined;
	/** The folder of a file that natstop names. */
	dir: string;
	/** The context, for that name. */
	context?: string;
	now: () => number;
	toast: (text: string, token: Toast['token']) => void;
	/** Called with the path of each recording, which is printed again at the end. */
	onSaved: (path: string) => void;
};

/** The effects; what fails is told in a toast. */
export const recordEffects = (outside: RecordOutside): RecordEffects => {
	const { recorder, dir, context, now, toast, onSaved } = outside;
	const start = async (recorder: SessionRecorder): Promise<void> => {
		const name = context === undefined ? '' : `${fileNamePart(context, '')}-`;
		const path = join(resolve(dir), `natstop-${name}${fileStamp(now())}.natstop.gz`);
		await recorder.start(path, limits);
		onSaved(path);
		const { thinned } = recorder;
		toast(`recording to ${path}; S ends it${thinned === undefined ? '' : `; ${thinned}`}`, 'ok');
	};
	const stop = async (recorder: SessionRecorder): Promise<void> => {
		const done = await recorder.stop();
		if (done) toast(`${done.path}: ${size(done.bytes)}; ${content}`, 'ok');
	};
	const save = async (recorder: SessionRecorder, path: string): Promise<void> => {
		const written = await recorder.saveRing(path);
		onSaved(path);
		toast(`${path}: ${size(written)}; ${content}`, 'ok');
	};
	const attempt = (work: (recorder: SessionRecorder) => Promise<void>): void => {
		if (recorder === undefined) toast('nothing is running that could be recorded', 'warn');
		else work(recorder).catch((error: unknown) => toast(reasonOf(error), 'crit'));
	};
	return {
		toggle: () => attempt(recorder?.recording === undefined ? start : stop),
		saveRing: (path) => attempt((running) => save(running, resolve(path))),
	};
};

/** What the header says of the file that is recorded to, at a time by the clock on the wall. */
export const recordingNow = (
	recorder: SessionRecorder | undefined,
	now: number,
): { recording?: { forMs: number; bytes: number } } => {
	const recording = recorder?.recording;
	return recording
		? { recording: { forMs: Math.max(0, now - recording.since), bytes: recording.bytes } }
		: {};
};
