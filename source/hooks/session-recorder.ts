// What a session keeps of itself: the last minutes in memory, and a file where somebody records.

import type { HeaderFacts } from '../recording/header.ts';
import type { Line } from '../recording/line.ts';
import { Recorder, type Sink } from '../recording/recorder.ts';
import { Ring } from '../recording/ring.ts';
import type { StoredMember } from '../recording/stored-member.ts';
import { CannotRecord, RecordingWriter, type WriterOptions } from '../recording/writer.ts';

/** How a session is recorded. */
export type RecordWishes = {
	/** Bytes of the last minutes that are kept in memory; 0 for none. */
	rewind: number;
	/** What a recording says of itself. */
	facts: Omit<HeaderFacts, 'interval'>;
	/** Changes each line before it is kept. */
	change?: (line: Line) => Line;
	/** A recording has ended by itself, with the reason. */
	onEnded?: (sentence: string) => void;
};

export type SessionRecorderOptions = RecordWishes & {
	/** Milliseconds between two rounds. */
	interval: () => number;
	/** Everything that is needed to go on from now on. */
	state: (at: number) => readonly Line[];
	servers: () => number;
	/** The clock of the session. */
	now: () => number;
};

/** A file that is being recorded to: since when, and its bytes so far. */
export type RecordingNow = { path: string; since: number; bytes: number };

/** Of more servers the last minutes are not kept: that would cost more than all the rest, and little of them would have room. */
const mostServers = 200;

/** The code of the line that begins a round. */
const roundBegin = 'B';

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class SessionRecorder {
	readonly ring?: Ring;
	readonly #recorder: Recorder;
	#file?: { writer: RecordingWriter; since: number };
	/** There were too many servers. */
	#isLarge = false;

	constructor(readonly options: SessionRecorderOptions) {
		const { facts, interval, state, servers, change } = options;
		this.#recorder = new Recorder({
			...{ state, servers, change },
			header: () => ({ ...facts, interval: interval() }),
			onFailed: (sink, error) => this.#failed(sink, error),
		});
		if (options.rewind > 0) this.ring = new Ring(options.rewind);
	}

	/** Takes an input of the session. */
	readonly take = (line: Line): void => {
		if (line[1] === roundBegin && !this.#isLarge && this.ring && this.options.servers() > mostServers) {
			this.#isLarge = true;
			void this.#recorder.remove(this.ring).then(() => this.ring?.clear());
		}
		this.#recorder.take(line);
	};

	/** Why there is nothing to look back on, where nothing is kept. */
	get keepsNothing(): string | undefined {
		if (this.ring === undefined) return 'nothing is kept in memory: rewind is 0';
		return this.#isLarge
			? `of over ${mostServers} servers nothing is kept in memory: natstop record keeps it in a file`
			: undefined;
	}

	/** True while anything is kept of what comes. */
	get isKeeping(): boolean {
		return this.#recorder.isKeeping;
	}

	/** Begins to keep the last minutes, where it keeps any. */
	begin(): void {
		if (this.ring) this.#recorder.add(this.ring, this.options.now());
	}

	/** The file that is recorded to now. */
	get recording(): RecordingNow | undefined {
		return (
			this.#file && { path: this.#file.writer.path, since: this.#file.since, bytes: this.#file.writer.bytes }
		);
	}

	/** What is kept in memory, the newest last; the last one may not be closed yet. */
	members(): readonly StoredMember[] {
		const open = this.ring && !this.#isLarge && this.#recorder.open();
		return [...(this.ring?.members() ?? []), ...(open ? [open] : [])];
	}

	/** Begins a file. Fails with a `CannotRecord`. */
	async start(path: string, options: WriterOptions): Promise<void> {
		if (this.#file) throw new CannotRecord(`${this.#file.writer.path} is being recorded already`);
		this.keep(await RecordingWriter.open(path, options));
	}

	/** Begins to record to a file that is open. */
	keep(writer: RecordingWriter): void {
		this.#file = { writer, since: this.options.now() };
		this.#recorder.add(writer, this.options.now());
	}

	/** Ends the file; gives what it has become, or nothing where there was none; a new one that is unwanted goes. Fails with a `CannotRecord`. */
	async stop({ unwanted = false } = {}): Promise<RecordingNow | undefined> {
		const file = this.#file;
		if (file === undefined) return undefined;
		await this.#recorder.remove(file.writer);
		const { recording } = this;
		this.#file = undefined;
		await file.writer.close({ unwanted });
		return recording;
	}

	/** Writes what is kept in memory to a new file; gives its bytes. Fails with a `CannotRecord`. */
	async saveRing(path: string): Promise<number> {
		const why = this.keepsNothing;
		if (this.ring === undefined || why !== undefined)
			throw new CannotRecord(why ?? 'nothing is kept in memory');
		await this.#recorder.flush();
		const members = this.ring.packed();
		if (members.length === 0) throw new CannotRecord('nothing is kept in memory yet');
		const writer = await RecordingWriter.open(path, { maxSize: Number.POSITIVE_INFINITY, parts: 1 });
		try {
			for (const member of members) await writer.write(member);
		} finally {
			await writer.close();
		}
		return writer.bytes;
	}

	/** Ends everything; what was recorded is whole. */
	async close(): Promise<void> {
		await this.stop().catch(() => undefined);
	}

	/** What was written stays; the member that failed is not in it. */
	#failed(sink: Sink, error: unknown): void {
		if (this.#file?.writer !== sink) return;
		const { writer } = this.#file;
		this.#file = undefined;
		void writer.close().catch(() => undefined);
		this.options.onEnded?.(sentenceOf(error));
	}
}
