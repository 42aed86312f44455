// Reads a file at any place, in steps that are long enough for a directory of a hundred thousand small parts.

import { closeSync, readSync } from 'node:fs';
import { RandomAccessReader } from 'yauzl';

/** Bytes of one step. */
const step = 256 * 1024;

/** What ZIP files are read through. It closes the file when its last user has gone. */
export class FileReader extends RandomAccessReader {
	readonly #window = Buffer.allocUnsafe(step);
	#from = 0;
	#length = 0;

	constructor(
		readonly fd: number,
		/** Bytes of the file. */
		readonly size: number,
	) {
		super();
	}

	override read(
		buffer: Buffer,
		offset: number,
		length: number,
		position: number,
		callback: (error: Error | null) => void,
	): void {
		let failure: Error | null = null;
		try {
			this.#copy(buffer, offset, length, position);
		} catch (error) {
			failure = error instanceof Error ? error : new Error(String(error));
		}
		callback(failure);
	}

	/** Reads so many bytes; fails where the file has no more. */
	bytes(position: number, length: number): Buffer {
		const buffer = Buffer.allocUnsafe(length);
		for (let done = 0; done < length; ) {
			const read = readSync(this.fd, buffer, done, length - done, position + done);
			if (read === 0) throw new Error('unexpected EOF');
			done += read;
		}
		return buffer;
	}

	#copy(buffer: Buffer, offset: number, length: number, position: number): void {
		if (!Number.isSafeInteger(position) || position < 0 || position + length > this.size)
			throw new Error('unexpected EOF');
		if (length > step) {
			this.bytes(position, length).copy(buffer, offset);
			return;
		}
		if (position < this.#from || position + length > this.#from + this.#length) {
			this.#from = position;
			this.#length = 0;
			this.#length = readSync(this.fd, this.#window, 0, step, position);
		}
		if (position + length > this.#from + this.#length) throw new Error('unexpected EOF');
		this.#window.copy(buffer, offset, position - this.#from, position - this.#from + length);
	}

	override close(callback: (error: Error | null) => void): void {
		closeSync(this.fd);
		callback(null);
	}
}
