// `natstop profile FILE` on a terminal: reads the profile, and draws the viewer until it is closed.

import { basename } from 'node:path';
import { Box, render, useApp, useWindowSize } from 'ink';
import { useMemo, useSyncExternalStore } from 'react';
import type { Config } from '../config/config.ts';
import { HoldFrame } from '../hooks/hold-frame.tsx';
import { useKeys } from '../hooks/use-keys.ts';
import { useSuspend } from '../hooks/use-suspend.ts';
import { ViewerStore } from '../hooks/viewer-store.ts';
import { sampleTypeAt } from '../model/profile/sample-type.ts';
import { clean } from '../system/clean.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { readFiles } from '../system/profile-file.ts';
import { namedIn } from '../system/profile-folder.ts';
import { TerminalOutput } from '../system/terminal-output.ts';
import { createTheme } from '../theme.ts';
import { openViewer, type ReadProfile, summed, type ViewerState } from '../ui/profile/viewer-state.ts';
import { Viewer } from '../views/profile/viewer.tsx';
import { AsciiRows } from '../views/rows.tsx';
import { pressInViewer } from './viewer-effects.ts';

type LookConfig = Pick<Config, 'theme' | 'ascii' | 'dir' | 'clipboard'>;

const ProfileApp = ({
	store,
	config,
	drain,
}: {
	store: ViewerStore;
	config: LookConfig;
	drain: TerminalOutput;
}) => {
	const { exit } = useApp();
	const { columns, rows } = useWindowSize();
	const { suspend, repaint } = useSuspend(drain);
	const theme = useMemo(() => createTheme(config.theme, config.ascii), [config]);
	const state = useSyncExternalStore(store.subscribe, store.get);
	const leave = (): void => exit();
	useKeys(
		(key) =>
			pressInViewer(
				{
					...{ store, suspend, repaint, close: leave, quit: leave },
					directory: config.dir,
					copies: config.clipboard !== 'none',
					writeRaw: (sequence) => process.stdout.write(sequence),
				},
				key,
				{ columns, rows },
			),
		() => store.get()?.prompt !== undefined,
	);
	return (
		<HoldFrame drain={drain}>
			<Box width={columns} height={rows}>
				{state && <Viewer state={state} columns={columns} rows={rows} theme={theme} />}
			</Box>
		</HoldFrame>
	);
};

/** Shows the viewer until it is closed. */
const showProfile = async (state: ViewerState, config: LookConfig): Promise<void> => {
	const drain = new TerminalOutput(process.stdout);
	drain.open();
	process.stdin.setRawMode(true);
	const instance = render(
		<AsciiRows value={config.ascii}>
			<ProfileApp store={new ViewerStore(state)} config={config} drain={drain} />
		</AsciiRows>,
		{
			alternateScreen: true,
			incrementalRendering: true,
			interactive: true,
			exitOnCtrlC: false,
			patchConsole: true,
			maxFps: 60,
		},
	);
	const leave = (): void => instance.unmount();
	process.prependListener('uncaughtException', leave);
	try {
		await instance.waitUntilExit();
	} finally {
		process.off('uncaughtException', leave);
		process.stdin.setRawMode(false);
		drain.close();
	}
};

const namedBy = (path: string): Omit<ReadProfile, 'profile'> => {
	const { kind, server } = namedIn(path);
	return { name: clean(server ?? basename(path)), path, ...(kind !== undefined && { kind }) };
};

/** Shows the viewer until it is closed; exit 1 with one sentence where a file is no profile. */
export const viewProfileFile = async (
	paths: readonly string[],
	flags: { diffBase?: string; sampleIndex?: string },
	config: Config,
	output: Output,
): Promise<ExitCode> => {
	const fail = (sentence: string, code: ExitCode): ExitCode => {
		output.complain(sentence);
		return code;
	};
	const read = await readFiles(paths, flags.diffBase);
	if ('sentence' in read) return fail(read.sentence, exitCodes.failure);
	const type = sampleTypeAt(read.profile, flags.sampleIndex);
	if (typeof type === 'string') return fail(type, exitCodes.usage);
	const base = read.base && { profile: read.base, ...namedBy(flags.diffBase ?? '') };
	const parts = read.parts.map((profile, index) => ({ profile, ...namedBy(paths[index] ?? '') }));
	await showProfile({ ...openViewer(summed(parts), base), type }, config);
	return exitCodes.fine;
};

/** Shows the viewer on a profile that stands in no file of its own, until it is closed. */
export const viewProfile = (read: ReadProfile, type: number, config: LookConfig): Promise<void> =>
	showProfile({ ...openViewer(read), type }, config);
