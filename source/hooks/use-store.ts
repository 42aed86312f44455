// The store as a hook; in a file of its own, as commands use stores and never load React.

import { useSyncExternalStore } from 'react';
import type { Store } from './store.ts';

/** The last published snapshot of a store. */
export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);
