// The main screen: header, panes and footer in their rectangles; a wide screen has two columns and a line between.

import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { Theme } from '../theme.ts';
import type { MainLayout, Rect } from '../ui/layout.ts';
import { Rows } from './rows.tsx';

export type MainScreenProps = {
	layout: MainLayout;
	header: ReactNode;
	servers: ReactNode;
	detail: ReactNode;
	events: ReactNode;
	footer: ReactNode;
	/** The dialog, suggestions and toast over everything. */
	overlay?: ReactNode;
	theme: Theme;
};

/** A box of exactly the size of a rectangle, whatever is in it; nothing without a rectangle. */
const Place = ({ rect, children }: { rect: Rect | undefined; children: ReactNode }) =>
	rect === undefined || rect.rows <= 0 ? null : (
		<Box width={rect.columns} height={rect.rows} flexShrink={0}>
			{children}
		</Box>
	);

const Divider = ({ rect, theme }: { rect: Rect; theme: Theme }) => (
	<Rows lines={Array.from({ length: rect.rows }, () => theme.paint('rule', theme.glyphs.column))} />
);

/** Servers over events on the left, the detail on the right. */
const SideBySide = ({ layout, servers, events, detail, theme }: MainScreenProps) => (
	<Box height={layout.body.rows} flexShrink={0}>
		<Box flexDirection="column">
			<Place rect={layout.servers}>{servers}</Place>
			<Place rect={layout.events}>{events}</Place>
		</Box>
		{layout.divider ? <Divider rect={layout.divider} theme={theme} /> : null}
		<Place rect={layout.detail}>{detail}</Place>
	</Box>
);

const Stacked = ({ layout, servers, detail, events }: MainScreenProps) => (
	<>
		<Place rect={layout.servers}>{servers}</Place>
		<Place rect={layout.detail}>{detail}</Place>
		<Place rect={layout.events}>{events}</Place>
	</>
);

/** Every pane is given as an element that already has the size of its rectangle. */
export const MainScreen = (props: MainScreenProps) => (
	<Box flexDirection="column">
		<Place rect={props.layout.header}>{props.header}</Place>
		{props.layout.divider ? <SideBySide {...props} /> : <Stacked {...props} />}
		<Place rect={props.layout.footer}>{props.footer}</Place>
		{props.overlay}
	</Box>
);
