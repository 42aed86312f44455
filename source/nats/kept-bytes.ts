// Copies pieces of payloads into blocks of memory that are reused once nobody holds a copy in them.

/** A copy. `block` keeps its memory from being used again: hold both, and give `bytes` to nobody who outlives them. */
export type Kept = { readonly bytes: Buffer; readonly block?: object };

/** A thousand copies by themselves take longer to collect than to make. */
const blockSize = 256 * 1024;

/**
 * Memory of blocks that nobody holds any more: fresh pages cost more than what is copied to them. Until the collector has told
 * that a block is gone its memory is held here: no more than this many are waited for, others go as all garbage does.
 */
const free: Buffer[] = [];
const mostFree = 256;
const mostAwaited = 512;
let awaited = 0;

const collected = new FinalizationRegistry<Buffer>((memory) => {
	awaited--;
	if (free.length < mostFree) free.push(memory);
});

let memory: Buffer = Buffer.alloc(0);
let block: object = {};
let used = 0;

const begin = (): void => {
	memory = free.pop() ?? Buffer.allocUnsafeSlow(blockSize);
	block = {};
	used = 0;
	if (awaited >= mostAwaited) return;
	awaited++;
	collected.register(block, memory);
};

/** Copies bytes. What comes over a socket lies in pieces which a part of one would hold, all of it. */
export const keep = (part: Buffer): Kept => {
	const { length } = part;
	if (length > blockSize / 4) return { bytes: Buffer.from(part) };
	if (used + length > memory.length) begin();
	const bytes = memory.subarray(used, used + length);
	bytes.set(part);
	used += length;
	return { bytes, block };
};
