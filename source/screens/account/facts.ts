// What the lines beside the areas of an account are drawn from.

import type { AccountSnapshot } from './source.ts';

export type AccountFacts = { of: AccountSnapshot };

export const accountFacts = (of: AccountSnapshot): AccountFacts => ({ of });
