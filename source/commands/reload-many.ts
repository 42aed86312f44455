// `natstop reload SERVER SERVER…`: one after another, each seen healthy before the next, and no further once one is not.

import type { Config } from '../config/config.ts';
import { toAscii } from '../format/text.ts';
import { duration } from '../format/time.ts';
import { firstAndMore } from '../model/first-names.ts';
import type { ServerRow } from '../model/fleet.ts';
import { fleetFacts, troublesIn } from '../model/fleet-facts.ts';
import { inStep, type RollEntry, type RollServer, resultText, rollServers } from '../model/rolling-reload.ts';
import { gatherServers } from '../nats/gather-servers.ts';
import { reloadServer } from '../nats/reload.ts';
import { type Critical, RollingReload } from '../nats/rolling-reload.ts';
import type { Wire } from '../nats/wire.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';

/** Names that the question lists before it counts the others. */
const mostNames = 10;

/** The question before several servers are reloaded. */
export const rollQuestion = (servers: readonly RollServer[]): string => {
	const asked = servers.filter(({ leftOut }) => leftOut === undefined);
	const names = firstAndMore(
		asked.map(({ name }) => name),
		mostNames,
	);
	return `Reload the configuration of ${asked.length} servers, one after another (${names})? [y/N] `;
};

/** What is critical on a server, by asking all once more; nothing where it does not answer. */
const criticalOf = async (wire: Wire, id: string, config: Config): Promise<Critical | undefined> => {
	const { fleet } = await gatherServers(wire, {
		timeout: config.connection.timeout,
		settings: config.checks,
	});
	const row = fleet.rows.find(({ info }) => info.id === id);
	if (row === undefined) return undefined;
	const critical = troublesIn(fleetFacts(fleet), row).filter(({ severity }) => severity === 'critical');
	return new Map(critical.map(({ check, text }) => [check, text]));
};

const lineOf = (entry: RollEntry): { text: string; isFine: boolean } => {
	const { server, state } = entry;
	const result = resultText(entry, duration);
	switch (state.step) {
		case 'done':
			return { text: `${server.name} reloaded its configuration: ${result}`, isFine: true };
		case 'stopped':
			return { text: `${server.name} ${state.word}: ${result}`, isFine: false };
		case 'left out':
			return { text: `${server.name} was not asked: ${result}`, isFine: false };
		default:
			return { text: `${server.name} was not asked`, isFine: false };
	}
};

/** The servers in the order in which they will be asked. */
export const rollOrder = (rows: readonly ServerRow[]): readonly RollServer[] =>
	rollServers(rows, ({ state }) => (state === 'down' || state === 'lameduck' ? state : undefined));

/** Reloads them and prints a line each; exit 0 only when all were reloaded and are healthy. */
export const reloadMany = async (
	wire: Wire,
	servers: readonly RollServer[],
	config: Config,
	output: Output,
): Promise<ExitCode> => {
	const told = new Set<string>();
	const tell = (entry: RollEntry): void => {
		told.add(entry.server.key);
		const { text, isFine } = lineOf(entry);
		const line = config.ascii ? toAscii(text.replaceAll('→', '>').replaceAll('…', '~')) : text;
		if (isFine) output.print(line);
		else output.complain(line);
	};
	const over: readonly string[] = ['done', 'stopped', 'left out'];
	const all = new RollingReload(servers, {
		...{ timeout: config.connection.timeout, wait: config.reloadWait, now: wire.now },
		wire: () => wire,
		reload: reloadServer,
		critical: (id) => criticalOf(wire, id, config),
		onChange({ entries }) {
			for (const entry of entries)
				if (over.includes(entry.state.step) && !told.has(entry.server.key)) tell(entry);
		},
	});
	const roll = await all.run();
	for (const entry of roll.entries) if (!told.has(entry.server.key)) tell(entry);
	return inStep(roll, 'done').length === servers.length ? exitCodes.fine : exitCodes.failure;
};
