import type { Entry } from '../entry';
import { claimEntries } from './claim';
import { documents } from './documents';
import { historyEntries } from './history';
import { money } from './money';
import { monitor } from './monitor';
import { n8nBatches } from './n8n-batches';
import { n8nSweep } from './n8n-sweep';
import { n8nWebhook } from './n8n-webhook';
import { noticeEntries } from './notices';
import { recoveryEntries } from './recovery';
import { armEntries } from './timers-arm';
import { cancelEntries } from './timers-cancel';
import { fireEntries } from './timers-fire';
import { idleEntries } from './timers-idle';

/** All entries, in the order of their sections in README.md. */
export const entries: readonly Entry[] = [...armEntries, ...cancelEntries, ...idleEntries, ...claimEntries, ...fireEntries, ...noticeEntries, ...historyEntries, ...recoveryEntries, ...documents, ...monitor, ...money, n8nWebhook, n8nBatches, n8nSweep];
