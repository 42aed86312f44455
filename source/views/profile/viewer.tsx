// The viewer of a profile on the whole screen.

import { leastSize } from '../../format/screen-sizes.ts';
import type { Theme } from '../../theme.ts';
import type { ViewerState } from '../../ui/profile/viewer-state.ts';
import { Rows } from '../rows.tsx';
import { TooSmall } from '../too-small.tsx';
import { viewerRows } from './viewer-rows.ts';

export type ViewerProps = { state: ViewerState; columns: number; rows: number; theme: Theme };

/** Draws the viewer; a terminal below the least size is told so. */
export const Viewer = ({ state, columns, rows, theme }: ViewerProps) =>
	columns < leastSize.columns || rows < leastSize.rows ? (
		<TooSmall columns={columns} rows={rows} theme={theme} />
	) : (
		<Rows lines={viewerRows(state, { columns, rows }, theme)} />
	);
