// `natstop reload SERVER…`: asks, reloads the configuration of one server or of several, verifies.

import type { Config } from '../config/config.ts';
import { toAscii } from '../format/text.ts';
import type { ReloadState } from '../model/action.ts';
import { newsText, sameDigest } from '../model/config-news.ts';
import { gatherServers } from '../nats/gather-servers.ts';
import { reloadServer } from '../nats/reload.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { inSystemAccount } from './connected.ts';
import { namedServers } from './named-servers.ts';
import { reloadMany, rollOrder, rollQuestion } from './reload-many.ts';

/** Asks on the terminal; anything but `y` and `yes` is no. Nothing where Ctrl-C or the end of the input is the answer. */
const confirmed = async (question: string): Promise<boolean | undefined> => {
	const { createInterface } = await import('node:readline/promises');
	const terminal = createInterface({ input: process.stdin, output: process.stderr });
	try {
		return /^y(es)?$/i.test((await terminal.question(question)).trim());
	} catch (error) {
		if (!(error instanceof Error && error.name === 'AbortError')) throw error;
		process.stderr.write('\n');
		return undefined;
	} finally {
		terminal.close();
	}
};

/** The result in one sentence; `verified` only where VARZ shows a new load time. */
const verdictOf = (name: string, state: ReloadState): { sentence: string; verified: boolean } => {
	switch (state.step) {
		case 'applied':
			return {
				sentence: `${name} reloaded its configuration in ${Math.round(state.ms)}ms${newsText(state.news)}`,
				verified: true,
			};
		case 'unchanged':
			return { sentence: `${name} reloaded its configuration; ${sameDigest}`, verified: true };
		case 'refused':
			return {
				sentence: `${name} refused the reload and keeps its configuration: ${state.code} ${state.description}`,
				verified: false,
			};
		case 'no-answer':
			return {
				sentence: `${name} did not answer in ${Math.round(state.ms / 1000)}s; it may have reloaded or not`,
				verified: false,
			};
		case 'unsupported':
			return {
				sentence: `${name} has no reload request: it needs nats-server 2.10 or newer`,
				verified: false,
			};
		case 'cut-off':
			return {
				sentence: `the reload of ${name} closed our own connection: it is applied, and we are out`,
				verified: false,
			};
		case 'denied':
			return { sentence: `this user may not publish ${state.subject}; nothing was sent`, verified: false };
		default:
			return {
				sentence: `${name}: ${state.step === 'failed' ? state.message : state.step}`,
				verified: false,
			};
	}
};

/** Asks unless `--yes` is given; the exit code where the answer is no. */
const refusal = async (
	question: string,
	{ yes }: { yes?: boolean },
	output: Output,
): Promise<ExitCode | undefined> => {
	const answer = yes || (await confirmed(question));
	if (answer) return undefined;
	output.complain('nothing was sent');
	return answer === undefined ? exitCodes.interrupted : exitCodes.failure;
};

/** Runs the command; exit 0 only when every reload is verified. */
export const reloadCommand = (
	config: Config,
	names: readonly string[],
	flags: { yes?: boolean },
	output: Output,
): Promise<ExitCode> => {
	if (config.readOnly) {
		output.complain('reload is off: natstop is read-only');
		return Promise.resolve(exitCodes.failure);
	}
	if (!flags.yes && !process.stdin.isTTY) {
		output.complain('nobody to ask: give --yes to reload without a question');
		return Promise.resolve(exitCodes.usage);
	}
	return inSystemAccount(config, output, async ({ wire }) => {
		const { timeout } = config.connection;
		const { fleet, why } = await gatherServers(wire, { timeout });
		const rows = namedServers(fleet.rows, names, why);
		if (typeof rows === 'string') {
			output.complain(rows);
			return exitCodes.failure;
		}
		const [row] = rows;
		if (row === undefined) return exitCodes.failure;
		if (rows.length > 1) {
			const servers = rollOrder(rows);
			return (
				(await refusal(rollQuestion(servers), flags, output)) ?? reloadMany(wire, servers, config, output)
			);
		}
		const { name, id, version } = row.info;
		const question = `Reload the configuration of ${name} (${version ?? '?'}, ${id})? [y/N] `;
		const refused = await refusal(question, flags, output);
		if (refused !== undefined) return refused;
		const { state } = await reloadServer(wire, id, timeout);
		const { sentence, verified } = verdictOf(name, state);
		if (verified) output.print(config.ascii ? toAscii(sentence.replaceAll('→', '>')) : sentence);
		else output.complain(sentence);
		return verified ? exitCodes.fine : exitCodes.failure;
	});
};
