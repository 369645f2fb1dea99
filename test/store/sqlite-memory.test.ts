import { openTemporaryStore } from '../helpers/temporary-store';
import { defineStoreContract } from './contract';

defineStoreContract({ create: async () => await openTemporaryStore('sqlite-memory'), destroy: async (store) => await store.close() });
