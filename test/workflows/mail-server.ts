import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import type { Recorder } from '../harness';

/** A mail as it would have left. */
export interface Mail {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	/** Names of the files that go with it. */
	readonly files?: readonly string[];
	/** The workflow that sent it. */
	readonly workflow: string;
}

/**
 * A mail server behind n8n's mail node: keeps what was sent and answers as nodemailer does. A test lets it fail as the
 * real node fails: for one mail (an item with `error` when the node goes on, else the run fails), or as a whole before the
 * first one, when its credential is gone.
 */
export class MailServer implements Recorder {
	readonly calls: Recorder['calls'] = [];
	readonly sent: Mail[] = [];
	/** Throws to refuse a mail; what it throws after `sent` has grown stands for an answer that was lost. */
	onMail: (mail: Mail, accept: () => void) => void = (_, accept) => accept();
	credentialIsGone = false;

	mailsTo(address: string): Mail[] {
		return this.sent.filter(({ to }) => to.split(', ').includes(address));
	}

	readonly asNodeType = ({ description }: INodeType): INodeType => {
		const take = this.take.bind(this);
		return {
			description,
			async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
				return [await take(this)];
			},
		};
	};

	private async take(node: IExecuteFunctions): Promise<INodeExecutionData[]> {
		if (this.credentialIsGone) throw new Error('Credential "Deal Desk mail" does not exist');
		return node.getInputData().map((_, index) => {
			try {
				return { json: this.deliver(node, index), pairedItem: { item: index } };
			} catch (error) {
				if (!node.continueOnFail()) throw error;
				return { json: { error: (error as Error).message }, pairedItem: { item: index } };
			}
		});
	}

	private deliver(node: IExecuteFunctions, index: number): IDataObject {
		const text = (parameter: string) => String(node.getNodeParameter(parameter, index));
		const attached = String(node.getNodeParameter('options.fileAttachments', index, ''));
		// As n8n's mail node does: an item without files has none to attach, one with others fails.
		const file = attached && node.getInputData()[index]?.binary ? node.helpers.assertBinaryData(index, attached).fileName : undefined;
		const mail = { to: text('toEmail'), subject: text('subject'), text: text('text'), workflow: node.getWorkflow().name ?? '', ...(file !== undefined && { files: [file] }) };
		this.onMail(mail, () => void this.sent.push(mail));
		return { accepted: mail.to.split(', '), rejected: [], messageId: `<${this.sent.length}@example.com>` };
	}
}
