// Works out what the app would draw from recorded snapshots and choices, without drawing it.

import { asOf, type Shown } from '../../source/app/draw-screen.tsx';
import { actionsOff, type Selection, select } from '../../source/app/selection.ts';
import type { Config } from '../../source/config/config.ts';
import { actions } from '../../source/keys/actions.ts';
import type { LoggedEvent } from '../../source/model/event.ts';
import type { EventLogSnapshot } from '../../source/model/event-log.ts';
import type { FleetSnapshot } from '../../source/model/fleet.ts';
import { HealthBook } from '../../source/model/health/health-book.ts';
import { serverReport } from '../../source/model/health/server-report.ts';
import type { LinkState } from '../../source/model/link.ts';
import { Governor } from '../../source/nats/governor.ts';
import type { ConnectionsSnapshot } from '../../source/screens/connections/snapshot.ts';
import { givenLists } from '../../source/screens/given-lists.ts';
import { remember } from '../../source/screens/polled-source.ts';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import type { BaseLook, Screen, Shot } from '../../source/screens/screen.ts';
import type { Source, Watching } from '../../source/screens/source.ts';
import { memoizeLast } from '../../source/table/memoize-last.ts';
import { createTheme, type Theme } from '../../source/theme.ts';
import { initialUi, type UiState, withList } from '../../source/ui/ui-state.ts';
import { accountsSnapshot } from '../fixtures/accounts.ts';
import { closedSnapshot, connectionsSnapshot } from '../fixtures/connections.ts';
import { consumersSnapshot } from '../fixtures/consumers.ts';
import { listeningSince, loggedEvents } from '../fixtures/events.ts';
import { connectedLink, now as fixtureNow, fleetSnapshot } from '../fixtures/fleet.ts';
import { jetStreamFigures, raftAnswers } from '../fixtures/jetstream.ts';
import { leafnodesSnapshot, networkAsked, tellNetwork } from '../fixtures/network.ts';
import { servicesSnapshot } from '../fixtures/services.ts';
import { streamsSnapshot } from '../fixtures/streams.ts';
import { subjectsAsked, tapHeard } from '../fixtures/subjects.ts';

/** A source whose value never changes. */
export const still = <T,>(value: T): Source<T> => ({ get: () => value, subscribe: () => () => {} });

/** A log that holds these events. */
export const logOf = (
	events: readonly LoggedEvent[],
	over: Partial<EventLogSnapshot> = {},
): EventLogSnapshot => ({
	events,
	dropped: { clients: 0, jetstream: 0, servers: 0 },
	rate: 0.9,
	accountNames: new Map(),
	since: listeningSince,
	...over,
});

export type Recorded = {
	size: { columns: number; rows: number; ascii?: boolean };
	theme?: Theme;
	fleet?: FleetSnapshot;
	log?: EventLogSnapshot;
	connections?: ConnectionsSnapshot;
	/** Two servers whose route is slow. */
	slowRoute?: readonly [string, string];
	raw?: { id: string; at: number; data: unknown };
	link?: LinkState;
	now?: number;
	/** Changes the state as a person would; the server east-1 is selected before. */
	ui?: (state: UiState) => UiState;
	config?: Pick<Config, 'screens'>;
};

// Recordings are read once: each takes as long as a hundred screens take to draw.
const recordedConnections = memoizeLast(connectionsSnapshot);
const recordedClosed = memoizeLast(closedSnapshot);
const recordedAccounts = memoizeLast(accountsSnapshot);
const recordedRaft = memoizeLast(raftAnswers);
const recordedStreams = memoizeLast(streamsSnapshot);
const recordedConsumers = memoizeLast(consumersSnapshot);
const recordedLeafnodes = memoizeLast(leafnodesSnapshot);
const recordedSubjects = memoizeLast(subjectsAsked);
export const recordedTap = memoizeLast(tapHeard);
const recordedServices = memoizeLast(servicesSnapshot);

export const recordedFleet = memoizeLast(fleetSnapshot);
export const recordedLog = logOf(loggedEvents);

/** Snapshots of a recorded system for the screens that ask servers themselves. */
export const rememberRecorded = (
	watching: Watching,
	fleet: FleetSnapshot,
	log: EventLogSnapshot,
	connections = recordedConnections(),
	slowRoute?: readonly [string, string],
): void => {
	if (fleet.rows.length === 0) return;
	remember(watching, 'connections', connections);
	remember(watching, 'closed', recordedClosed());
	remember(watching, 'accounts', recordedAccounts(log));
	// Looking at other servers changes these figures: who shares them would see what somebody else looked at.
	remember(watching, 'jetstream', jetStreamFigures());
	remember(watching, 'raft', recordedRaft());
	remember(watching, 'streams', recordedStreams(log));
	remember(watching, 'consumers', recordedConsumers(log));
	remember(watching, 'routes', networkAsked);
	remember(watching, 'gateways', networkAsked);
	remember(watching, 'leafnodes', recordedLeafnodes());
	remember(watching, 'subjects', recordedSubjects());
	remember(watching, 'services', recordedServices());
	tellNetwork(watching, fleet, slowRoute);
};

/** How long natstop has watched the recorded servers, milliseconds. */
const watchedFor = 41 * 60_000;

/** A session that shows these servers and events, and nothing else. */
export const watchingOf = (
	fleet: FleetSnapshot,
	{ log = recordedLog, raw }: Pick<Recorded, 'log' | 'raw'> = {},
): Watching => ({
	servers: still({ fleet, raw }),
	events: still(log),
	wire: () => undefined,
	interval: () => 2000,
	timeout: 5000,
	governor: new Governor(),
	wantName: () => {},
	learnName: () => {},
	health: judgedServers(fleet),
	tap: still(recordedTap()),
});

/** The health of recorded servers, which were so when natstop began. */
export const judgedServers = (fleet: FleetSnapshot, health = new HealthBook()): HealthBook => {
	if (fleet.rows.length === 0) return health;
	const report = serverReport(fleet);
	health.take({ ...report, at: report.at - watchedFor });
	health.take(report);
	return health;
};

/** The snapshot of every screen on recorded servers and events. */
export const shotsOf = ({
	fleet = recordedFleet(),
	log = recordedLog,
	raw,
	connections,
	slowRoute,
}: Recorded): Record<string, Shot> => {
	const watching = watchingOf(fleet, { log, raw });
	let isRemembered = false;
	const open = (screen: Screen): Shot => {
		// Reading the recordings takes long, and most tests look at one screen.
		if (screen.asked === 'while visible' && !isRemembered)
			rememberRecorded(watching, fleet, log, connections, slowRoute);
		isRemembered ||= screen.asked === 'while visible';
		const source = screen.open(watching);
		const shot = source.get();
		// A source that asks servers would look for a link for ever.
		source.close?.();
		return shot;
	};
	const shots: Record<string, Shot> = {};
	for (const screen of screens) {
		const get = memoizeLast(() => open(screen));
		Object.defineProperty(shots, screen.id, { enumerable: true, get });
	}
	return shots;
};

/** The look of a person who chose nothing, except for the given choices. */
export const lookOf = (
	theme: Theme,
	screenWidth: number,
	{
		now = fixtureNow,
		totals = false,
		exact = false,
		keys = false,
		asOf: since = undefined as number | undefined,
	} = {},
): BaseLook => ({
	...{ theme, glyphs: theme.glyphs, now, totals, exact, screenWidth },
	choices: { totals, exact, keys },
	asOf: since,
});

/** The props that the app would draw a recording from. */
export const shownOf = (recorded: Recorded): Shown & { selection: Selection } => {
	const { size, fleet = recordedFleet(), link = connectedLink(), now = fixtureNow } = recorded;
	const { config = { screens: {} } } = recorded;
	const { theme = createTheme('default', size.ascii ?? false), ui: choose = (state: UiState) => state } =
		recorded;
	const ui = choose(
		withList(initialUi(screens, givenLists(screens, config.screens)), 'servers', { cursor: 'east-1' }),
	);
	const { totals, exact, keys } = ui;
	const look = lookOf(theme, size.columns, { now, totals, exact, keys, asOf: asOf({ ui, link, now }) });
	const { columns, rows } = size;
	const ascii = size.ascii ?? false;
	const selection = select({
		...{ ui, screens, shots: shotsOf(recorded), fleet, look, columns, rows },
		config: { ascii },
	});
	return {
		...{ ui, selection, look, fleet, link, columns, rows },
		clock: now,
		off: actionsOff(link, selection.server, false),
		bound: actions,
		version: '0.1.0',
		interval: 2000,
		startedAt: listeningSince,
	};
};
