namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>
/// What clients can say about things that are not in this world: trade, banks, magic, crafts, pets, guilds, parties, factions, and
/// the orders of game masters (<see cref="MasterOrders"/>). Together with <see cref="ArgentumClientMessage"/> that is everything up to 129, the
/// last id of the protocol, but for 123, which clients write in two ways that cannot be told apart.
/// </summary>
internal static class UnservedMessages
{
    /// <summary>First and last id, and what follows it; as <see cref="ArgentumClientPacket.LayoutOf"/> spells layouts.</summary>
    private static readonly (byte First, byte Last, string Layout)[] Rows =
    [
        (12, 12, ""),                     // guild panel
        (14, 14, ""),                     // fame
        (16, 19, ""),                     // short stats; ends and confirmation of trades
        (20, 20, "s"),                    // talk while trading
        (21, 23, ""),                     // end of banking; trade accepted, refused
        (25, 25, "b"),                    // spell slot
        (28, 28, "b"),                    // skill
        (29, 29, ""),                     // spell macro
        (31, 32, "w"),                    // smith's, carpenter's item
        (33, 33, "bbb"),                  // skill at x, y
        (34, 34, "sssssssssss"),          // a new guild: about it, its name, its site, eight rules
        (35, 35, "b"),                    // about a spell
        (38, 38, "bbbbbbbbbbbbbbbbbbbb"), // points for twenty skills
        (39, 39, "b"),                    // creature to train with
        (40, 43, "bw"),                   // slot and amount to buy, take out, sell, pay in
        (44, 44, "bss"),                  // a post for a forum
        (45, 46, "bb"),                   // order of spells, of the bank
        (47, 47, "sssssssss"),            // about a guild, and its eight rules
        (48, 48, "bwwb"),                 // what is offered in a trade: slot, amount of 32 bits, place
        (49, 52, "s"),                    // peace and alliances of guilds
        (53, 54, "ss"),
        (55, 57, "s"),
        (58, 59, ""),
        (60, 62, "s"),                    // war, web page, members of a guild
        (63, 63, "ss"),
        (64, 66, "s"),
        (67, 67, ""),
        (68, 68, "ss"),
        (69, 69, "s"),
        (72, 79, ""),                     // guild left, balance, pets, training, rest, meditation
        (81, 81, ""),                     // healing
        (84, 88, ""),                     // trade, bank, factions
        (91, 94, ""),                     // parties, inquiries
        (95, 96, "s"),                    // talk in the guild, in the party
        (97, 97, "w"),                    // code for the sentinel
        (98, 99, ""),
        (100, 101, "s"),
        (102, 102, ""),
        (103, 106, "s"),                  // reports, description, votes, punishments
        (107, 107, "ss"),                 // change of the password
        (108, 108, "w"),                  // stake
        (109, 109, "b"),
        (110, 110, ""),
        (111, 112, "ww"),                 // gold from and to the bank, 32 bits
        (113, 113, "s"),
        (114, 114, ""),
        (115, 115, "b"),
        (116, 118, "s"),
        (120, 120, ""),
        (121, 121, "w"),                  // item to better
        (122, 122, "o"),                  // order of a game master
        (124, 128, ""),
    ];

    private static readonly string?[] Layouts = LayoutRows.Spread(Rows);

    /// <summary>What follows the id; null for one that is not here.</summary>
    public static string? LayoutOf(byte id) => Layouts[id];
}
