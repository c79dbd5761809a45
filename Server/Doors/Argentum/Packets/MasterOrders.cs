namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>
/// What game masters of the original order, by the byte behind the id 122. None of it is here; clients send some of it for anybody, for
/// example a click on their small map asks to be taken there.
/// </summary>
internal static class MasterOrders
{
    /// <summary>First and last order, and what follows it; as <see cref="ArgentumClientPacket.LayoutOf"/> spells layouts.</summary>
    private static readonly (byte First, byte Last, string Layout)[] Rows =
    [
        (1, 1, "s"),        // talk among game masters
        (2, 4, ""),
        (5, 6, "s"),        // to a place near somebody; a note
        (7, 7, ""),
        (8, 8, "s"),        // where somebody is
        (9, 9, "w"),        // creatures of a map
        (10, 10, ""),       // to the place that was clicked
        (11, 11, "swbb"),   // somebody to map, x, y
        (12, 12, "s"),
        (13, 13, ""),
        (14, 15, "s"),
        (16, 20, ""),       // unseen; lists; hiding
        (21, 21, "ssb"),    // jail
        (22, 22, ""),
        (23, 23, "ss"),     // a warning
        (24, 24, "sbss"),   // change of a character
        (25, 31, "s"),      // what somebody is and has; life
        (32, 32, ""),
        (33, 33, "w"),
        (34, 36, "s"),
        (37, 37, "ss"),     // ban
        (38, 38, "s"),
        (39, 39, ""),       // a creature that follows
        (40, 40, "s"),
        (41, 41, ""),
        (42, 42, "w"),      // a creature
        (43, 44, ""),
        (45, 46, "s"),
        (47, 47, "bbbb"),   // who has an address
        (48, 48, "s"),
        (49, 49, "wbbb"),   // a gate to map, x, y; its size
        (50, 51, ""),
        (52, 52, "s"),
        (53, 53, "bw"),     // music for a map
        (54, 54, "bwbb"),   // a sound for a map at x, y
        (55, 59, "s"),
        (60, 60, ""),
        (61, 62, "s"),
        (63, 63, ""),
        (64, 65, "s"),
        (66, 66, ""),
        (67, 67, "s"),
        (68, 68, "b"),
        (69, 71, ""),
        (72, 73, "s"),
        (76, 76, "w"),      // an item; 74 and 75, bans of addresses, have no certain layout
        (77, 77, ""),
        (78, 79, "ss"),
        (80, 81, "b"),
        (82, 82, "sbs"),
        (83, 85, ""),
        (86, 86, "s"),
        (87, 87, ""),
        (88, 89, "s"),
        (90, 91, "w"),
        (92, 93, "bw"),
        (94, 96, ""),       // to sail; doors of the server
        (97, 100, "s"),
        (101, 103, "ss"),
        (104, 105, ""),
        (106, 106, "s"),
        (107, 107, ""),
        (108, 109, "b"),
        (110, 110, "s"),
        (111, 113, "b"),
        (114, 115, "s"),
        (116, 118, "b"),
        (119, 129, ""),
        (130, 130, "bbb"),  // a colour
        (131, 131, ""),
        (132, 132, "sb"),
        (133, 133, "sss"),
        (134, 134, "wbb"),
        (135, 135, "w"),
        (136, 137, ""),
        (138, 139, "s"),
        (140, 141, ""),
        (142, 142, "ss"),
        (143, 143, "b"),
        (144, 144, "bs"),
        (145, 145, ""),
        (146, 146, "b"),
        (147, 147, "ss"),
        (148, 148, "s"),
    ];

    private static readonly string?[] Layouts = LayoutRows.Spread(Rows);

    /// <summary>What follows the order; null for one that is not known.</summary>
    public static string? LayoutOf(byte order) => Layouts[order];
}
