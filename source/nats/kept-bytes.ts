// Copies of pieces of payloads, kept for as long as somebody holds them, in blocks whose memory is used again.

/** A copy. `block` keeps its memory from being used again: hold both, and give `bytes` to nobody who outlives them. */
export type Kept = { readonly bytes: Buffer; readonly block?: object };

/** A thousand copies by themselves take longer to collect than to make. */
const blockSize = 256 * 1024;

/** Memory of blocks that nobody holds any more, at most this many: fresh pages cost more than what is copied to them. */
const free: Buffer[] = [];
const mostFree = 256;

const collected = new FinalizationRegistry<Buffer>((memory) => {
	if (free.length < mostFree) free.push(memory);
});

let memory: Buffer = Buffer.alloc(0);
let block: object = {};
let used = 0;

/** Copies bytes. What comes over a socket lies in pieces which a part of one would hold, all of it. */
export const keep = (part: Buffer): Kept => {
	const { length } = part;
	if (length > blockSize / 4) return { bytes: Buffer.from(part) };
	if (used + length > memory.length) {
		memory = free.pop() ?? Buffer.allocUnsafeSlow(blockSize);
		block = {};
		used = 0;
		collected.register(block, memory);
	}
	const bytes = memory.subarray(used, used + length);
	bytes.set(part);
	used += length;
	return { bytes, block };
};
