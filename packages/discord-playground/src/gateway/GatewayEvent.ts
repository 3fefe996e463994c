import type { GatewayDispatchPayload } from 'discord-api-types/v10';

type Dispatch<P> = P extends GatewayDispatchPayload ? Pick<P, 't' | 'd'> : never;

/** An event's name and data, before a session gives it its number. */
export type DispatchData = Dispatch<GatewayDispatchPayload>;

/** Something to tell the bot, and who of its sessions hears it. */
export interface GatewayEvent {
  /** Decides the shard; undefined in direct messages. */
  readonly guildId: string | undefined;
  /** The intent bit that is needed to hear it; 0 = none. */
  readonly intent: number;
  readonly dispatch: DispatchData;
  /** What sessions without the Message Content intent hear instead. */
  readonly withoutContent?: DispatchData;
}
