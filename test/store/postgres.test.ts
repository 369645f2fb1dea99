import { openTemporaryStore } from '../helpers/temporary-store';
import { defineStoreContract } from './contract';

defineStoreContract({ create: async () => await openTemporaryStore('postgres'), destroy: async (store) => await store.close() });
