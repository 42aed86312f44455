// What is shown: the link, the servers, the log and the lists, as they are now or as they were at the moment that is looked at.

import type { EventLogSnapshot } from '../model/event-log.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import type { Screen } from '../screens/screen.ts';
import { listOf, openKey, paneLists, screensInView, topPlace } from '../ui/ui-state.ts';
import type { TimeMachine, TimeState } from './time-machine.ts';
import { useClock } from './use-clock.ts';
import { type Compared, useCompare } from './use-compare.ts';
import { useConnection } from './use-connection.ts';
import { useEvents } from './use-events.ts';
import { type Frozen, useFreeze } from './use-freeze.ts';
import { useMarks } from './use-marks.ts';
import { useServers } from './use-servers.ts';
import { type ScreenSources, type ShotSources, useShots, useSources } from './use-shots.ts';
import { useMomentSources, useTime } from './use-time.ts';
import type { Ui } from './use-ui.ts';

export type Pictures = {
	/** The time by the clock on the wall, ms since the epoch. */
	clock: number;
	time: TimeState;
	/** True where an earlier moment is looked at. */
	isBack: boolean;
	connection: LinkSnapshot;
	/** The servers and the log as they are, also where the screen is paused. */
	liveFleet: FleetSnapshot;
	liveLog: EventLogSnapshot;
	/** The lists of the running system; absent for a recording. */
	running?: ScreenSources;
	/** The lists that are looked at. */
	sources: ShotSources;
	/** What is drawn: of now, of a pause, or of the moment that is looked at. */
	frozen: Frozen;
	/** How what is drawn differs from a marked moment. */
	compared: Compared;
};

/** `background` are lists that are open although nobody looks. */
export const usePictures = (
	monitor: TimeMachine,
	ui: Ui,
	screens: readonly Screen[],
	background: readonly string[],
): Pictures => {
	const clock = useClock(monitor.clock);
	const time = useTime(monitor);
	const isBack = time.at !== undefined;
	const connection = useConnection(monitor);
	const { fleet: liveFleet } = useServers(monitor, openKey(ui.state, paneLists.servers));
	const liveLog = useEvents(monitor, listOf(ui.state, paneLists.events).off);
	useMarks(ui, liveFleet, isBack);
	const running = useSources(monitor.running?.watching, screens, background);
	const inView = screensInView(ui.state);
	const { screen, of, open: { key } = {} } = topPlace(ui.state);
	const past = useMomentSources(monitor, screens, running, { inView, open: { screen, of, key } });
	const sources = isBack || running === undefined ? past : running;
	const live = useShots(sources, inView, { screen, of, key });
	const here = { shots: live, fleet: liveFleet, now: time.at ?? clock };
	const held = useFreeze(here, ui.state.paused && !isBack);
	const compared = useCompare(monitor, screens, held, inView);
	return {
		...{ clock, time, isBack, connection, liveFleet, liveLog, sources, compared },
		...(running && { running }),
		frozen: { ...held, shots: compared.shots },
	};
};
