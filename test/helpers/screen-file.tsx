// Whole screens as files: what views draw at the sizes we promise, compared with test/screens/<name>-<size>.txt.

import { Box } from 'ink';
import type { ReactElement, ReactNode } from 'react';
import { expect } from 'vitest';
import { actions, type Context } from '../../source/keys/actions.ts';
import { createTheme, type Theme } from '../../source/theme.ts';
import { Footer, type FooterProps } from '../../source/views/footer.tsx';
import { Header } from '../../source/views/header.tsx';
import { LogPane } from '../../source/views/log-pane.tsx';
import { shownOf } from './drawn.tsx';
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

export type ShellProps = {
	size: Size;
	theme: Theme;
	context: Context;
	footer?: Partial<FooterProps>;
	/** Drawn over everything. */
	children?: ReactNode;
};

/** Header, log and footer as the program draws them, as the ground for a box. */
export const Shell = ({ size, theme, context, footer, children }: ShellProps) => {
	const { columns, rows } = size;
	const { selection, look, fleet, link, clock, version, interval, startedAt } = shownOf({ size, theme });
	const log = selection.list('events');
	if (log === undefined || selection.frame === undefined) throw new Error('there is no log');
	const counts = { dropped: {}, most: 0, rate: 0, ...log.shot.counts, since: startedAt };
	return (
		<Box flexDirection="column" width={columns} height={rows}>
			<Header
				{...{ columns, theme, link, fleet, version, interval, startedAt }}
				now={clock}
				paused={false}
				exact={false}
				totals={false}
			/>
			<LogPane
				screen={log.screen}
				view={log.view}
				total={log.shot.total}
				counts={counts}
				list={log.state}
				look={look}
				width={columns}
				height={selection.frame.body.rows}
				focused
			/>
			<Footer actions={actions} context={context} columns={columns} theme={theme} {...footer} />
			{children}
		</Box>
	);
};
