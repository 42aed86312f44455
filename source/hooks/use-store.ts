// The store as a hook, apart from it: commands have stores and never load React.

import { useSyncExternalStore } from 'react';
import type { Store } from './store.ts';

/** The last published picture of a store. */
export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);
