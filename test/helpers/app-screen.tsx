// The whole program on recorded snapshots: the real root with its hooks and its keys, in a terminal, without a connection.

import { EventEmitter } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { AppProps } from '../../source/app/app-props.ts';
import { App } from '../../source/app.tsx';
import { type Config, resolveConfig } from '../../source/config/config.ts';
import { MouseInput } from '../../source/hooks/mouse-input.ts';
import { Session } from '../../source/hooks/session.ts';
import { Store } from '../../source/hooks/store.ts';
import type { EventLogSnapshot } from '../../source/model/event-log.ts';
import type { FleetSnapshot } from '../../source/model/fleet.ts';
import type { Connection } from '../../source/nats/connect/connect.ts';
import type { LinkSnapshot } from '../../source/nats/link-snapshot.ts';
import { TerminalOutput } from '../../source/system/terminal-output.ts';
import { AsciiRows } from '../../source/views/rows.tsx';
import { listeningSince } from '../fixtures/events.ts';
import { connectedLink, now as fixtureNow } from '../fixtures/fleet.ts';
import {
	judgedServers,
	type Recorded,
	recordedFleet,
	recordedLog,
	recordedTap,
	rememberRecorded,
} from './drawn.tsx';
import { environmentOf } from './environment.ts';
import { type MountedScreen, mountScreen } from './render.ts';
import { silentWire } from './silent-wire.ts';
import { waitFor } from './wait-for.ts';

/** A recording: the snapshots, and the settings that natstop is started with. */
export type Recording = Omit<Recorded, 'theme' | 'ui' | 'config'> & {
	config?: Partial<Config>;
	/** Facts of the link beside its state. */
	meeting?: Partial<LinkSnapshot>;
	app?: Partial<Pick<AppProps, 'sendReload' | 'capture' | 'scpHost' | 'screens' | 'past' | 'monitor'>>;
};

/** What is handed to those who ask something of a server, whose answers are recorded too. */
const nowhere = {
	// Sources that ask servers never get an answer: the recorded snapshot stays.
	wire: {
		...silentWire,
		ask: () => new Promise<never>(() => {}),
		gather: () => new Promise<never>(() => {}),
	},
	close: async () => {},
} as unknown as Connection;

/** A session that was never connected and publishes what was recorded. */
class RecordedSession extends Session {
	override readonly link: Store<LinkSnapshot>;
	override readonly servers: Session['servers'];
	override readonly events: Store<EventLogSnapshot>;
	fleet: FleetSnapshot;

	constructor({ log = recordedLog, ...rest }: Recording, config: Config, now: () => number) {
		super({
			settings: config.connection,
			origin: config.origin,
			wait: true,
			interval: config.interval,
			now,
			onFailed: () => {},
		});
		const { fleet = recordedFleet(), raw, link = connectedLink(), meeting } = rest;
		this.fleet = fleet;
		this.link = new Store(() => ({ link, access: 'yes', outcome: '', stepsDone: 0, ...meeting }));
		this.servers = new Store(() => ({ fleet: this.fleet, raw }));
		this.events = new Store(() => log);
		this.keeper.connection = nowhere;
		// No tap was on; this is what one had heard.
		Object.assign(this.tap, { get: recordedTap });
		rememberRecorded(this.watching, fleet, log, rest.connections, rest.slowRoute);
		judgedServers(fleet, this.health);
	}

	override start(): void {}
}

/** A keyboard whose keys are read at once. */
class Keyboard extends EventEmitter {
	readonly isTTY = true;
	#typed: string | null = null;

	press(bytes: string): void {
		this.#typed = bytes;
		this.emit('readable');
	}

	read(): string | null {
		const typed = this.#typed;
		this.#typed = null;
		return typed;
	}

	setEncoding(): void {}
	setRawMode(): void {}
	ref(): void {}
	unref(): void {}
}

const sequences: Readonly<Record<string, string>> = {
	...{ enter: '\r', tab: '\t', space: ' ', 'shift+tab': '\x1b[Z' },
	...{ up: '\x1b[A', down: '\x1b[B', right: '\x1b[C', left: '\x1b[D' },
	...{ pageup: '\x1b[5~', pagedown: '\x1b[6~', home: '\x1b[H', end: '\x1b[F' },
};

export type AppScreen = Pick<MountedScreen, 'text' | 'terminal'> & {
	/** Presses keys by their names, one after the other; resolves when the terminal shows the result. */
	press: (...keys: readonly string[]) => Promise<void>;
	/** Shows the servers as they were in another round. */
	publish: (fleet: FleetSnapshot) => Promise<void>;
	/** Moves the clock to a time; resolves when the screen shows the given text. */
	goOn: (moment: number, shows: string) => Promise<void>;
	close: () => void;
};

/** Starts the program on a recording, at the time of the recording, which stands still. */
export const openApp = async (recording: Recording): Promise<AppScreen> => {
	const { size, now = fixtureNow, app } = recording;
	let moment = now;
	const config = {
		...resolveConfig({ server: 'nats://127.0.0.1:4222' }, environmentOf()),
		...{ ascii: size.ascii ?? false, theme: 'default' as const },
		// Sorted by CPU and not by problems, so that rows keep their places and keys find a row by its place.
		...{ screens: { servers: { sort: 'cpu' } }, ...recording.config },
	};
	const session = new RecordedSession(recording, config, () => moment);
	const keyboard = new Keyboard();
	const stdin = keyboard as unknown as NodeJS.ReadStream;
	const mouse = config.mouse ? new MouseInput(stdin) : undefined;
	const screen = await mountScreen(
		(output) => (
			<AsciiRows value={config.ascii}>
				<App
					monitor={session}
					config={config}
					version="0.1.0"
					startedAt={listeningSince}
					subjects={{
						ping: '$SYS.REQ.SERVER.PING.STATSZ',
						reload: (id) => `$SYS.REQ.SERVER.${id}.RELOAD`,
					}}
					onSaved={() => {}}
					drain={new TerminalOutput(output)}
					mouse={mouse}
					writeRaw={() => {}}
					{...app}
				/>
			</AsciiRows>
		),
		size,
		mouse?.stdin ?? stdin,
	);
	await screen.settled();
	return {
		text: screen.text,
		terminal: screen.terminal,
		async press(...keys) {
			for (const key of keys) {
				keyboard.press(sequences[key] ?? key);
				await screen.settled();
			}
		},
		async publish(fleet) {
			session.fleet = fleet;
			session.servers.publish();
			await screen.settled();
		},
		async goOn(then, shows) {
			moment = then;
			await waitFor(() => screen.text().includes(shows), { what: `"${shows}" on the screen` });
		},
		close() {
			screen.unmount();
			void session.stop();
		},
	};
};

/** The screen of a recording after some keys, as text. */
export const drawApp = async (recording: Recording, keys: readonly string[] = []): Promise<string> => {
	const screen = await openApp(recording);
	try {
		await screen.press(...keys);
		return screen.text();
	} finally {
		screen.close();
	}
};

const screensFolder = join(dirname(fileURLToPath(import.meta.url)), '../screens');

/** Compares a screen with test/screens/<name>-<size>.txt. */
const expectText = async (
	name: string,
	{ columns, rows, ascii = false }: Recording['size'],
	text: string,
) => {
	const file = `${name}-${columns}x${rows}${ascii ? '-ascii' : ''}.txt`;
	await expect(text).toMatchFileSnapshot(join(screensFolder, file));
};

/** The letters of a word as keys. */
export const typing = (word: string): string[] =>
	Array.from(word, (letter) => (letter === ' ' ? 'space' : letter));

/** The sizes every screen is compared at; the last one in ASCII. */
export const sizes = [
	{ columns: 80, rows: 24, ascii: false },
	{ columns: 120, rows: 40, ascii: false },
	{ columns: 200, rows: 60, ascii: false },
	{ columns: 80, rows: 24, ascii: true },
] as const;

/** Compares the screen of a recording after some keys with test/screens/<name>-<size>.txt. */
export const expectApp = async (
	name: string,
	recording: Recording,
	keys: readonly string[] = [],
): Promise<void> => expectText(name, recording.size, await drawApp(recording, keys));

/** Compares the screen some milliseconds after the first keys, once the screen shows the given text. */
export const expectLater = async (
	name: string,
	recording: Recording,
	{ keys, ms, shows }: { keys: readonly string[]; ms: number; shows: string },
): Promise<void> => {
	const { now = fixtureNow } = recording;
	const screen = await openApp({ ...recording, now: now - ms });
	try {
		await screen.press(...keys);
		await screen.goOn(now, shows);
		await expectText(name, recording.size, screen.text());
	} finally {
		screen.close();
	}
};
