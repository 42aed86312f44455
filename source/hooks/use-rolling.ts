// Reloads several servers one after another: the state of it for the screen, and an event for each server.

import { useRef, useState } from 'react';
import { fleetFacts, troublesIn } from '../model/fleet-facts.ts';
import { inStep, isRunning, type Roll, type RollServer, rollCount } from '../model/rolling-reload.ts';
import { type Critical, RollingReload } from '../nats/rolling-reload.ts';
import type { Acting } from './monitor.ts';
import { reloadText, type SendReload } from './use-reload.ts';

export type Rolling = {
	/** Runs, or has ended and is not closed. */
	roll?: Roll;
	/** Absent in read-only mode. Resolves with what came of it. */
	start?: (servers: readonly RollServer[]) => Promise<Roll>;
	stop: () => void;
	goOn: (again: boolean) => Promise<Roll | undefined>;
	/** Forgets the result of one that has ended. */
	close: () => void;
};

/** What came of it in one line: `4 of 4 done`, `2 of 4 done, stopped at west-1: refused`. */
export const rollText = (roll: Roll): string => {
	const { done, of } = rollCount(roll);
	const [stopped] = inStep(roll, 'stopped').slice(-1);
	const at = stopped ? `, stopped at ${stopped.server.name}: ${stopped.state.word}` : '';
	return `rolling reload: ${done} of ${of} done${at}`;
};

/** What is critical on a server now; nothing where it was not heard since a moment. */
const criticalOf = (monitor: Acting, id: string, since?: number): Critical | undefined => {
	const fleet = monitor.fleet();
	const row = fleet.rows.find(({ info }) => info.id === id);
	if (row === undefined) return undefined;
	const critical = troublesIn(fleetFacts(fleet), row).filter(({ severity }) => severity === 'critical');
	if (since !== undefined && (row.receivedAt ?? 0) < since && critical.length === 0) return undefined;
	return new Map(critical.map(({ check, text }) => [check, text]));
};

type RollingOptions = { timeout: number; wait: number; sendReload?: SendReload };

/** Reloads through the monitor's connection; each reload becomes an event, and so does what stopped the rest. */
export const useRolling = (
	monitor: Acting | undefined,
	{ timeout, wait, sendReload }: RollingOptions,
): Rolling => {
	const [roll, setRoll] = useState<Roll>();
	const running = useRef<RollingReload>(undefined);
	const rest = {
		...(roll && { roll }),
		stop: () => running.current?.stopAfterThis(),
		goOn: async (again: boolean) => running.current?.goOn(again),
		close() {
			if (isRunning(running.current?.roll)) return;
			running.current = undefined;
			setRoll(undefined);
		},
	};
	if (sendReload === undefined || monitor === undefined) return rest;
	const infoOf = (id: string) => monitor.fleet().rows.find(({ info }) => info.id === id)?.info;
	return {
		...rest,
		start(servers) {
			const all = new RollingReload(servers, {
				...{ timeout, wait, now: monitor.now, onChange: setRoll, reload: sendReload },
				wire: () => (monitor.isLost() ? undefined : monitor.wire()),
				critical: async (id, since) => criticalOf(monitor, id, since),
				onReload({ id, name }, { state, varz }) {
					if (varz) monitor.described(id, varz);
					const told = reloadText(state);
					const server = infoOf(id);
					if (told) monitor.add({ kind: 'RELOAD', server, serverName: name, at: monitor.now(), ...told });
					// Its next statsz shows whether anything is wrong with it now.
					monitor.refresh();
				},
				onStop({ id, name }, text) {
					const event = { severity: 'error', text: `the rolling reload stopped here: ${text}` } as const;
					monitor.add({ kind: 'RELOAD', server: infoOf(id), serverName: name, at: monitor.now(), ...event });
				},
			});
			running.current = all;
			setRoll(all.roll);
			return all.run();
		},
	};
};
