// The store as a hook; in a file of its own, as commands use stores and never load React.

import { useSyncExternalStore } from 'react';
import type { Followed } from './monitor.ts';

/** The last published snapshot of a store. */
export const useStore = <T>(store: Followed<T>): T => useSyncExternalStore(store.subscribe, store.get);
