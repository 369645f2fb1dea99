import { defaultPipelines } from '../crm/default-pipelines';
import { defaultRegisters } from '../registers/default-registers';
import type { SqlTransaction } from '../store/database';
import { savePipeline } from '../store/pipelines';
import { saveRegister } from '../store/registers';

/** Fills a new workspace: pipelines with their stages and the registers. Called once, in the transaction that makes the workspace. */
export async function seedDefaults(tx: SqlTransaction): Promise<void> {
	for (const [sort, pipeline] of defaultPipelines.entries()) await savePipeline(tx, pipeline, sort);
	for (const [sort, register] of defaultRegisters.entries()) await saveRegister(tx, register, sort);
}
