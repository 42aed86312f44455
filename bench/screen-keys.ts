// What measures of single screens share: the monitor on a system, the tools beside it, keys that move the cursor.

import { type Command, onPath, pause, Screen } from './process.ts';
import type { Bench, System } from './system.ts';

export const size = { columns: 120, rows: 40 };

/** A run of less than this only sees whether it works. */
export const smallest = 0.1;

/** `nats` with the login of a system, where it is on PATH. */
export const natsOf = ({ url, creds }: System, words: readonly string[]): Command | undefined => {
	const nats = onPath('nats');
	return nats === undefined ? undefined : [nats, '-s', url, '--creds', creds, ...words];
};

/** The monitor on a system, with more words where they are told. */
export const monitor = (bench: Bench, system: System, words: readonly string[] = []): Screen =>
	new Screen([...bench.natstop, ...system.login, ...words], size);

/** Milliseconds to paint of so many keys that move the cursor through the list. */
export const pressed = async (screen: Screen, keys: number): Promise<number[]> => {
	const figures: number[] = [];
	const underCursor = (): string => /^> [^\n]*/m.exec(screen.text())?.[0] ?? '';
	for (let key = 0; key < keys; key++) {
		await pause(60 + ((key * 37) % 90));
		const before = underCursor();
		const painted = screen.next(() => underCursor() !== before);
		screen.pty.write(key % 12 < 6 ? 'j' : 'k');
		figures.push(await painted);
	}
	return figures;
};
