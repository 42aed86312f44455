// Which lists are asked for although nobody looks.

import type { Config } from '../config/config.ts';
import { healthScreen } from '../screens/registry.ts';

/** Health opens all lists that are judged. */
export const backgroundOf = ({
	checksInBackground,
}: Pick<Config, 'checksInBackground'>): readonly string[] => (checksInBackground ? [healthScreen] : []);
