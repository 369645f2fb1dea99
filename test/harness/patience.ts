/** Whole workflows and several processes take their time, and more of it when the machine is busy. */
jest.setTimeout(60_000);
