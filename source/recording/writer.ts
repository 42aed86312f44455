// Writes members to a file, each with one write, and to the next part of it where it is full.

import { constants } from 'node:fs';
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises';
import { isMissing, whyUnreadable } from '../system/environment.ts';
import { fileMode } from '../system/new-file.ts';
import { openRecording } from './reader.ts';
import type { PackedMember, Sink } from './recorder.ts';

/** Why a file cannot be written, in one sentence. */
export class CannotRecord extends Error {}

export type WriterOptions = {
	/** Bytes of all parts together; the oldest part goes before there are more. */
	maxSize: number;
	/** How many parts there are; with one, the recording ends where it is full. */
	parts: number;
	/** Goes on at the end of a file that is there. */
	append?: boolean;
};

/** The path of an older part: `name.1.natstop.gz` is the one before `name.natstop.gz`. */
export const partPath = (path: string, part: number): string => {
	if (part === 0) return path;
	const [ending = ''] = /(\.natstop)?\.gz$|\.natstop$/.exec(path) ?? [];
	return `${path.slice(0, path.length - ending.length)}.${part}${ending}`;
};

const isThere = (path: string): Promise<boolean> =>
	lstat(path).then(
		() => true,
		() => false,
	);

const cannot = (path: string, error: unknown): CannotRecord =>
	error instanceof CannotRecord
		? error
		: new CannotRecord(`${path}: ${isMissing(error) ? 'there is no such folder' : whyUnreadable(error)}`);

const openNew = async (path: string): Promise<FileHandle> => {
	try {
		return await open(path, 'wx', fileMode);
	} catch (error) {
		const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
		if (isTaken && (await lstat(path)).isDirectory()) throw new CannotRecord(`${path} is a folder`);
		if (isTaken)
			throw new CannotRecord(`${path} is there already; give another name, or --append to go on at its end`);
		throw error;
	}
};

/** Bytes of a file until the end of its last member that is whole. */
const goodEnd = async (path: string): Promise<number> => {
	const recording = await openRecording(path);
	if ('sentence' in recording) throw new CannotRecord(recording.sentence);
	try {
		for (const member of [...recording.members()].reverse())
			if (!('trouble' in (await member.lines()))) return member.offset + member.size;
		throw new CannotRecord(`${path} is damaged everywhere: nothing can be added to it`);
	} finally {
		await recording.close();
	}
};

const openOld = async (path: string): Promise<{ file: FileHandle; size: number }> => {
	const size = await goodEnd(path);
	const file = await open(path, constants.O_RDWR | constants.O_NOFOLLOW);
	await file.truncate(size);
	return { file, size };
};

export class RecordingWriter implements Sink {
	#file: FileHandle;
	#size: number;
	/** Bytes of the parts before this one. */
	#before = 0;
	/** Bytes since the last member with a state: so many will follow the next one. */
	#sinceState = 0;

	private constructor(
		readonly path: string,
		readonly options: WriterOptions,
		opened: { file: FileHandle; size: number },
	) {
		this.#file = opened.file;
		this.#size = opened.size;
	}

	/** Makes or opens the file. Fails with a `CannotRecord`. Nothing that is there is ever overwritten. */
	static async open(path: string, options: WriterOptions): Promise<RecordingWriter> {
		try {
			if (options.append && (await isThere(path)))
				return new RecordingWriter(path, options, await openOld(path));
			for (let part = 1; part < options.parts; part++) {
				const old = partPath(path, part);
				if (await isThere(old))
					throw new CannotRecord(
						`${old} is there already, and an older part would replace it; give another name`,
					);
			}
			return new RecordingWriter(path, options, { file: await openNew(path), size: 0 });
		} catch (error) {
			throw cannot(path, error);
		}
	}

	/** Bytes written, those of older parts included. */
	get bytes(): number {
		return this.#before + this.#size;
	}

	get wantsState(): boolean {
		return this.#isNearlyFull;
	}

	/** Writes a member, whole or not at all. Fails with a `CannotRecord`. */
	async write({ facts, bytes }: PackedMember): Promise<void> {
		const { parts } = this.options;
		try {
			const isOver = this.#size > 0 && this.#size + bytes.length > this.#partLimit;
			if (isOver && parts === 1)
				throw new CannotRecord(`${this.path} has reached its --max-size: the recording has ended`);
			if (this.#size > 0 && (isOver || (parts > 1 && facts.hasState && this.#isNearlyFull)))
				await this.#nextPart();
			await this.#append(bytes);
			this.#sinceState = (facts.hasState ? 0 : this.#sinceState) + bytes.length;
		} catch (error) {
			throw cannot(this.path, error);
		}
	}

	/** Closes the file; one in which nothing is goes, and with `unwanted` one that is new. */
	async close({ unwanted = false } = {}): Promise<void> {
		await this.#file.sync().catch(() => undefined);
		await this.#file.close();
		if (this.bytes === 0 || (unwanted && !this.options.append)) await rm(this.path, { force: true });
	}

	get #partLimit(): number {
		return this.options.maxSize / this.options.parts;
	}

	/** A part ends before a state that might have no room in it. */
	get #isNearlyFull(): boolean {
		return this.options.parts > 1 && this.#size + 1.2 * this.#sinceState > this.#partLimit;
	}

	async #append(bytes: Buffer): Promise<void> {
		const from = this.#size;
		try {
			for (let done = 0; done < bytes.length; ) {
				const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, from + done);
				done += bytesWritten;
			}
		} catch (error) {
			await this.#file.truncate(from).catch(() => undefined);
			throw error;
		}
		this.#size = from + bytes.length;
	}

	async #nextPart(): Promise<void> {
		await this.#file.close();
		for (let part = this.options.parts - 1; part > 0; part--) {
			const older = partPath(this.path, part - 1);
			if (await isThere(older)) await rename(older, partPath(this.path, part));
		}
		this.#before += this.#size;
		this.#size = 0;
		this.#file = await openNew(this.path);
	}
}
