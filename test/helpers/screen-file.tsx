// Whole screens as files: what views draw at the sizes we promise, compared with test/screens/<name>-<size>.txt.

import { Box } from 'ink';
import type { ReactElement, ReactNode } from 'react';
import { expect } from 'vitest';
import { actions, type Context } from '../../source/keymap.ts';
import { frame } from '../../source/layout.ts';
import { createTheme, type Theme } from '../../source/theme.ts';
import { EventLogPane } from '../../source/views/event-log.tsx';
import { Footer, type FooterProps } from '../../source/views/footer.tsx';
import { Header } from '../../source/views/header.tsx';
import { appEvents, listeningSince, loggedEvents } from '../fixtures/events.ts';
import { connectedLink, fleetSnapshot, now } from '../fixtures/fleet.ts';
import { renderScreen, type ScreenSize } from './render.ts';

/** The sizes every screen is compared at; the last one in ASCII. */
export const sizes = [
	{ columns: 80, rows: 24, ascii: false },
	{ columns: 120, rows: 40, ascii: false },
	{ columns: 200, rows: 60, ascii: false },
	{ columns: 80, rows: 24, ascii: true },
] as const;

export type Size = ScreenSize & { ascii: boolean };

/** `events-80x24-ascii.txt` */
const fileOf = (name: string, { columns, rows, ascii }: Size): string =>
	`../screens/${name}-${columns}x${rows}${ascii ? '-ascii' : ''}.txt`;

/** Draws an element and compares it with its file; every line must have exactly the width of the screen. */
export const expectScreen = async (
	name: string,
	size: Size,
	draw: (theme: Theme, size: Size) => ReactElement,
): Promise<void> => {
	const theme = createTheme('default', size.ascii);
	const text = await renderScreen(draw(theme, size), size);
	await expect(text).toMatchFileSnapshot(fileOf(name, size));
};

/** What is common to the log in all drawn screens. */
export const logProps = (theme: Theme) => ({
	events: loggedEvents,
	total: loggedEvents.length,
	dropped: { clients: 0, jetstream: 0, servers: 0 },
	rate: 0.9,
	since: listeningSince,
	filter: '',
	offset: 0,
	nameOf: (account: string) => account,
	now,
	theme,
});

/** The log narrowed to one account. */
export const filteredLog = { events: appEvents, filter: 'acc:APP' };

export type ShellProps = {
	size: Size;
	theme: Theme;
	context: Context;
	footer?: Partial<FooterProps>;
	/** Drawn between header and footer, given its height. */
	body?: (rows: number) => ReactNode;
	/** Drawn over everything. */
	children?: ReactNode;
};

/** Header, body and footer as the program puts them together; without a body, the log. */
export const Shell = ({ size, theme, context, footer, body, children }: ShellProps) => {
	const { columns, rows } = size;
	const height = frame(columns, rows)?.body.rows ?? 0;
	return (
		<Box flexDirection="column" width={columns} height={rows}>
			<Header
				columns={columns}
				theme={theme}
				link={connectedLink()}
				fleet={fleetSnapshot()}
				now={now}
				version="0.1.0"
				interval={2000}
				startedAt={listeningSince}
				paused={false}
				exact={false}
				totals={false}
			/>
			{body?.(height) ?? <EventLogPane {...logProps(theme)} columns={columns} rows={height} focused />}
			<Footer actions={actions} context={context} now={now} columns={columns} theme={theme} {...footer} />
			{children}
		</Box>
	);
};
