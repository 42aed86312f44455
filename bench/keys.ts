// From a key to the row it moves the cursor to, in a storm and in a quiet system, beside a script that only echoes the key.

import { pause, Screen } from './process.ts';
import { type Pressed, pressed, pressedLine, size } from './screen-keys.ts';
import { type Bench, type System, settling, startLarge } from './system.ts';
import type { Line } from './table.ts';

/** So many keys lead back to where they began: at the end of the table the cursor would stand still and the rows move. */
const cycle = 12;

/** The server under the cursor, which stands before the sign of its state; its row may move with the header. */
const underCursor = (screen: Screen): string | undefined => /^> \S (\S+)/m.exec(screen.text())?.[1];

const joined = (all: readonly Pressed[]): Pressed => ({
	painted: all.flatMap(({ painted }) => painted),
	echoed: all.flatMap(({ echoed }) => echoed),
});

const inStorm = async (
	bench: Bench,
	system: System,
	screen: Screen,
	keys: number,
): Promise<{ quiet: Pressed; busy: Pressed }> => {
	const at = async (rate: number): Promise<Pressed> => {
		system.fleet?.perform({ do: 'rate', rate });
		await pause(settling(bench, 1500));
		return pressed(screen, keys, underCursor);
	};
	const quiet: Pressed[] = [];
	const busy: Pressed[] = [];
	for (let round = 0; round < Math.ceil(3 * bench.scale); round++) {
		quiet.push(await at(0));
		busy.push(await at(10_000));
	}
	return { quiet: joined(quiet), busy: joined(busy) };
};

export const keys = async (bench: Bench): Promise<Line[]> => {
	const system = await startLarge(bench, 0);
	const screen = new Screen([...bench.natstop, ...system.login, '--sort', 'name'], size);
	try {
		await screen.shows(new RegExp(`of ${bench.servers + 1}`));
		await screen.shows(/^> \S \S/m);
		await pause(settling(bench, 5000));
		const { quiet, busy } = await inStorm(bench, system, screen, Math.ceil(6 * bench.scale) * cycle);
		const of = `key to paint, p99: ${bench.servers} servers`;
		return [pressedLine(`${of}, quiet`, quiet), pressedLine(`${of}, 10,000 events/s`, busy)];
	} finally {
		await screen.end();
		await system.stop();
	}
};
