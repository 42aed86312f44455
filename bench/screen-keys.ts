// What measures of single screens share: the monitor on a system, the tools beside it, keys that move the cursor.

import { fileURLToPath } from 'node:url';
import { type Command, onPath, pause, Screen } from './process.ts';
import type { Bench, System } from './system.ts';
import { type Line, quantile } from './table.ts';

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

/** Milliseconds to paint of each key, and those of a bare script that echoes it, pressed in turn. */
export type Pressed = { painted: readonly number[]; echoed: readonly number[] };

const bareEcho = fileURLToPath(new URL('bare/echo.mjs', import.meta.url));
const rowUnderCursor = (screen: Screen): string | undefined => /^> [^\n]*/m.exec(screen.text())?.[0];

/** The bare script that echoes keys, on a terminal such as natstop's: what it takes is what the machine takes. */
export class Echo {
	readonly #screen = new Screen([process.execPath, bareEcho], size);

	/** Milliseconds from a key to what it paints. */
	async pressed(): Promise<number> {
		await this.#screen.shows(/^> /m);
		return pressedOnce(this.#screen, 'j', rowUnderCursor);
	}

	end(): Promise<void> {
		return this.#screen.end();
	}
}

/** Milliseconds from a key to something else under the cursor. */
const pressedOnce = (screen: Screen, key: string, place: typeof rowUnderCursor): Promise<number> => {
	const before = place(screen);
	const painted = screen.next(() => {
		const now = place(screen);
		return now !== undefined && now !== before;
	});
	screen.pty.write(key);
	return painted;
};

/** Presses so many keys that move the cursor through the list; `place` reads what stands under it. */
export const pressed = async (screen: Screen, keys: number, place = rowUnderCursor): Promise<Pressed> => {
	const figures = { painted: [] as number[], echoed: [] as number[] };
	const echo = new Echo();
	try {
		for (let key = 0; key < keys; key++) {
			await pause(60 + ((key * 37) % 90));
			figures.painted.push(await pressedOnce(screen, key % 12 < 6 ? 'j' : 'k', place));
			figures.echoed.push(await echo.pressed());
		}
		return figures;
	} finally {
		await echo.end();
	}
};

/** The line of a measure of keys; `beside` names other keys of the same run, for the note. */
export const pressedLine = (
	measure: string,
	{ painted, echoed }: Pressed,
	beside: Readonly<Record<string, readonly number[]>> = {},
): Line => {
	const [mid, bare] = [quantile(painted, 0.5), quantile(echoed, 0.5)];
	const others = Object.entries(beside).map(([name, figures]) => {
		const [half, most] = [quantile(figures, 0.5), quantile(figures, 0.99)];
		return `; ${name}: p50 ${half.toFixed(0)}, p99 ${most.toFixed(0)} ms`;
	});
	return {
		...{ measure, natstop: quantile(painted, 0.99), baseline: quantile(echoed, 0.99), unit: 'ms' },
		against: 'p99 of a bare script that echoes the key',
		target: { of: 'difference', at: 'most', limit: 50 },
		note: `p50 ${mid.toFixed(0)} and ${bare.toFixed(0)} ms${others.join('')}`,
	};
};
