/** Bytes that do not have the layout of docs/protocol.md. */
export class Malformed extends Error {}
