// Takes every input of a session, makes members of them, and hands these to whoever keeps them.

import { type HeaderFacts, headerLine } from './header.ts';
import { type Line, timeOf } from './line.ts';
import { levelFor, type MemberFacts, packMember } from './member.ts';
import { MemberBuilder, memberSpan } from './member-builder.ts';
import { readMember, type StoredMember } from './stored-member.ts';
import { manyServers } from './thinning.ts';

/** A member as it is kept. */
export type PackedMember = { facts: MemberFacts; bytes: Buffer };

/** Keeps members: a file, or memory. */
export type Sink = {
	write: (member: PackedMember) => void | Promise<void>;
	/** True where the next member should tell everything that came before. */
	readonly wantsState?: boolean;
};

/** A state is told so often, milliseconds: to go to a time nothing before the last state has to be read. */
const stateSpan = 60_000;

/** Of many servers each round that is kept takes long to replay: a state is told as often as after three of them. */
const stateSpanOfMany = 30_000;

/** With so many lines since the last one a state comes sooner: a replay would have to take all of them. */
const mostLines = 8000;

/** The longest that a state waits for the beginning of a round, milliseconds. */
const stateWait = 2 * memberSpan;

/** The code of the line that begins a round. */
const roundBegin = 'B';

/** Members that wait for being packed and written: more means that a disk stalls. */
const mostWaiting = 32;

export type RecorderOptions = {
	header: () => HeaderFacts;
	/** Everything that is needed to go on from now on without what was before. */
	state: (at: number) => readonly Line[];
	/** How many servers there are: of many, less work is done for each. */
	servers: () => number;
	/** Changes each line before anything is made of it. */
	change?: (line: Line) => Line;
	/** A sink does not take what it is given, with the reason; it is left then. */
	onFailed?: (sink: Sink, error: unknown) => void;
};

export class Recorder {
	readonly #sinks = new Set<Sink>();
	#building?: MemberBuilder;
	#stateAt = Number.NEGATIVE_INFINITY;
	/** Lines since the last state. */
	#lines = 0;
	#waiting = 0;
	#done: Promise<void> = Promise.resolve();

	constructor(readonly options: RecorderOptions) {}

	/** True while somebody keeps what is taken. */
	get isKeeping(): boolean {
		return this.#sinks.size > 0;
	}

	/** Takes one input; costs nothing while nobody keeps it. */
	take(line: Line): void {
		if (this.#sinks.size === 0) return;
		const at = timeOf(line);
		const [, code] = line;
		const since = Math.abs(at - this.#stateAt);
		const span = this.options.servers() > manyServers ? stateSpanOfMany : stateSpan;
		const isDue = since >= span || this.#lines >= mostLines;
		const wantsState = isDue && (code === roundBegin || since >= span + stateWait);
		this.#lines++;
		if (this.#building === undefined || wantsState || this.#building.isOver(at)) {
			this.#close();
			this.#begin(at, wantsState);
		}
		this.#building?.add(this.options.change?.(line) ?? line);
	}

	/** Has the next round begin with a state: what is kept from there on is told in another way. */
	renew(): void {
		this.#stateAt = Number.NEGATIVE_INFINITY;
	}

	/** Has a sink keep everything from now on; its first member tells what came before. */
	add(sink: Sink, at: number): void {
		if (this.#sinks.size > 0) this.#close();
		this.#sinks.add(sink);
		this.#begin(at, true);
	}

	/** Gives a sink what there is until now, and nothing any more; resolves when it has all of it. */
	async remove(sink: Sink): Promise<void> {
		this.#close();
		this.#sinks.delete(sink);
		await this.#done;
	}

	/** Closes the member that is open; resolves when all sinks have it. */
	async flush(): Promise<void> {
		this.#close();
		await this.#done;
	}

	/** Resolves when all that was closed until now has been given to the sinks. */
	settled(): Promise<void> {
		return this.#done;
	}

	/** The member that is open, as it is now; nothing where there is none. */
	open(): StoredMember | undefined {
		const building = this.#building;
		if (building === undefined || building.isEmpty) return undefined;
		return { ...building.facts, lines: () => Promise.resolve(readMember(building.plain())) };
	}

	#begin(at: number, wantsState: boolean): void {
		const { header, state, change = (line) => line } = this.options;
		// Members are packed later than they are closed: a sink that wants a state goes on wanting one for a while.
		const isEarly = Math.abs(at - this.#stateAt) < memberSpan;
		const hasState = wantsState || (!isEarly && [...this.#sinks].some((sink) => sink.wantsState === true));
		const building = new MemberBuilder(at, headerLine(header(), at), hasState);
		if (hasState) {
			this.#stateAt = at;
			this.#lines = 0;
			for (const line of state(at)) building.add(change(line), true);
		}
		this.#building = building;
	}

	#close(): void {
		const building = this.#building;
		this.#building = undefined;
		if (building === undefined || building.isEmpty) return;
		const sinks = [...this.#sinks];
		if (this.#waiting >= mostWaiting) {
			for (const sink of sinks) this.#fail(sink, new Error('it does not take what it is given'));
			return;
		}
		this.#waiting++;
		const { facts } = building;
		const packing = packMember(facts, building.plain(), levelFor(this.options.servers()));
		this.#done = this.#done.then(async () => {
			const bytes = await packing;
			for (const sink of sinks) await this.#give(sink, { facts, bytes });
			this.#waiting--;
		});
	}

	async #give(sink: Sink, member: PackedMember): Promise<void> {
		try {
			await sink.write(member);
		} catch (error) {
			this.#fail(sink, error);
		}
	}

	#fail(sink: Sink, error: unknown): void {
		if (this.#sinks.delete(sink)) this.options.onFailed?.(sink, error);
	}
}
