// The words in place of a list's rows: why there are none, wrapped, never cut.

import { fit, wrapText } from '../format/text.ts';
import type { ListHonesty } from '../screens/honesty.ts';
import type { BaseLook } from '../screens/screen.ts';

/** Rows of exactly `width`: the reasons where something is wrong, else `text`. */
export const emptyRows = (
	text: string,
	{ honesty, look, width }: { honesty?: ListHonesty; look: BaseLook; width: number },
): string[] => {
	const { reasons = [] } = honesty ?? {};
	return (reasons.length === 0 ? text.split('\n') : reasons)
		.flatMap((line) => (line.length <= width - 2 ? [line] : wrapText(line, width - 2)))
		.map((line) =>
			look.theme.paint(reasons.length === 0 ? 'muted' : 'warn', fit(` ${line}`, width, look.glyphs)),
		);
};
