/** The version of the wire that this page speaks, and what differs between versions: all of it is here. */
export const VERSION = 4;

/** The subprotocol that the socket asks for. */
export const SUBPROTOCOL = `ecs.${VERSION}`;

/** Whether AuthSuccess ends with `registered`, RequestEnter with a room's password, and rooms tell their map, bots and lock. */
export const HAS_ACCOUNTS = VERSION >= 5;
