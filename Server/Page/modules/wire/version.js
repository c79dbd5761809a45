/** The version of the wire that this page speaks. */
export const VERSION = 5;

/** The subprotocol that the socket asks for. */
export const SUBPROTOCOL = `ecs.${VERSION}`;
