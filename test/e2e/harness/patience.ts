/** A real n8n takes ten seconds to start, and ten more when the machine is busy. */
jest.setTimeout(180_000);
