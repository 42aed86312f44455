// What a session keeps of itself: the last minutes in memory, and a file where somebody records.

import type { Sample } from '../model/server.ts';
import type { RosterInput } from '../nats/roster-input.ts';
import type { HeaderFacts } from '../recording/header.ts';
import type { Line } from '../recording/line.ts';
import { Recorder, type Sink } from '../recording/recorder.ts';
import { Ring } from '../recording/ring.ts';
import { ListShortener } from '../recording/short-lists.ts';
import type { StoredMember } from '../recording/stored-member.ts';
import { manyServers, Thinning, thinnedSpan } from '../recording/thinning.ts';
import { CannotRecord, RecordingWriter, type WriterOptions } from '../recording/writer.ts';

/** How a session is recorded. */
export type RecordWishes = {
	/** Bytes of the last minutes that are kept in memory; 0 for none. */
	rewind: number;
	/** What a recording says of itself. */
	facts: Omit<HeaderFacts, 'interval'>;
	/** True where every round is kept, however many servers there are: who records has chosen how often they come. */
	keepsAllRounds?: boolean;
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

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class SessionRecorder {
	readonly ring?: Ring;
	readonly #recorder: Recorder;
	#file?: { writer: RecordingWriter; since: number };
	readonly #thinning: Thinning;
	readonly #shortener = new ListShortener();

	constructor(readonly options: SessionRecorderOptions) {
		const { facts, state, servers, change, keepsAllRounds = false } = options;
		this.#thinning = new Thinning(servers, keepsAllRounds);
		this.#recorder = new Recorder({
			...{ servers, change },
			state: (at) => {
				this.#shortener.clear();
				return state(at);
			},
			header: () => ({ ...facts, interval: this.interval() }),
			onFailed: (sink, error) => this.#failed(sink, error),
		});
		if (options.rewind > 0) this.ring = new Ring(options.rewind);
	}

	/** Takes an input of the session. */
	readonly take = (line: Line): void => {
		const [at, code, what, ms] = line;
		const isInterval = code === 'U' && what === 'interval' && typeof ms === 'number';
		this.#recorder.take(isInterval ? [at, code, what, this.#thinning.interval(ms)] : line);
	};

	/** True where what the session is told is to be kept: of many servers not every round is. */
	wants(input: RosterInput): boolean {
		const { isKept, turned } = this.#thinning.take(input);
		if (turned) this.#recorder.renew();
		return isKept;
	}

	/** The payload of a sample as it is kept: of many servers without figures of single routes and gateways. */
	short(sample: Sample, data: Uint8Array): Uint8Array {
		return this.#thinning.isMany ? this.#shortener.short(sample, data) : data;
	}

	/** True where figures of single routes and gateways are left out. */
	get isShort(): boolean {
		return this.#thinning.isMany;
	}

	/** Milliseconds between two rounds that are kept. */
	interval(): number {
		return this.#thinning.interval(this.options.interval());
	}

	/** A sentence about what is not kept because there are so many servers; absent where everything is. */
	get thinned(): string | undefined {
		return this.#thinning.isThin
			? `of over ${manyServers} servers a round each ${thinnedSpan / 1000}s is kept`
			: undefined;
	}

	/** Why there is nothing to look back on, where nothing is kept. */
	get keepsNothing(): string | undefined {
		return this.ring === undefined ? 'nothing is kept in memory: rewind is 0' : undefined;
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
		const open = this.ring && this.#recorder.open();
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
		if (this.ring === undefined) throw new CannotRecord(this.keepsNothing ?? 'nothing is kept in memory');
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
