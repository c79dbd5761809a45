using Ecs.Server.Doors.Argentum.Packets;
using Ecs.Server.Rooms;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Server.Doors.Argentum;

/// <summary>What lies on the tiles, as clients were told, and which tiles are blocked.</summary>
internal sealed class GroundState
{
    private const int Side = 101; // tiles count from 1

    private readonly ushort[] _shown = new ushort[Side * Side];
    private readonly ushort[] _now = new ushort[Side * Side];
    private readonly ulong[] _oldest = new ulong[Side * Side];
    private readonly List<int> _tiles = [];
    private readonly List<int> _before = [];
    private readonly List<int> _blocked = [];

    public GroundState(Map map)
    {
        for (var tile = 0; tile < _shown.Length; tile++)
        {
            var (x, y) = PlaceOf(tile);
            foreach (ref readonly var wall in map.Solids)
            {
                if (x > 0 && y > 0 && wall.Contains(Fixed.FromInt(x), Fixed.FromInt(y)))
                {
                    _blocked.Add(tile);
                    break;
                }
            }
        }
    }

    /// <summary>The item that lies there, 0 for none.</summary>
    public ushort ItemAt(byte x, byte y) => x < Side && y < Side ? _shown[y * Side + x] : (ushort)0;

    /// <summary>Tells everyone what has come and gone since the last call.</summary>
    public void Tell(Room room, ReadOnlySpan<ArgentumGuest> audience)
    {
        Look(room.View.Entities);
        foreach (var tile in _before)
        {
            if (_now[tile] == 0)
                Change(tile, 0, audience);
        }

        foreach (var tile in _tiles)
        {
            if (_shown[tile] != _now[tile])
                Change(tile, _now[tile], audience);
        }
    }

    /// <summary>Tells a newcomer all of it.</summary>
    public void Show(ArgentumGuest newcomer)
    {
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        foreach (var tile in _blocked)
        {
            var (x, y) = PlaceOf(tile);
            newcomer.Send(packet[..ThingPackets.BlockPosition(packet, (byte)x, (byte)y, isBlocked: true)]);
        }

        foreach (var tile in _tiles)
            newcomer.Send(packet[..Write(packet, tile, _shown[tile])]);
    }

    private void Look(ReadOnlySpan<EntityState> entities)
    {
        _before.Clear();
        _before.AddRange(_tiles);
        foreach (var tile in _tiles)
            _now[tile] = 0;

        _tiles.Clear();
        foreach (ref readonly var entity in entities)
        {
            var (x, y) = (entity.X.Round(), entity.Y.Round());
            if (entity.Kind != EntityKind.Item || x is < 1 or >= Side || y is < 1 or >= Side)
                continue;

            // Of several heaps on one tile the oldest is on top, which is the one that is picked up first.
            var tile = y * Side + x;
            if (_now[tile] == 0)
                _tiles.Add(tile);

            if (_now[tile] == 0 || entity.Id.Value < _oldest[tile])
            {
                _now[tile] = entity.Variant;
                _oldest[tile] = entity.Id.Value;
            }
        }
    }

    private void Change(int tile, ushort item, ReadOnlySpan<ArgentumGuest> audience)
    {
        _shown[tile] = item;
        Span<byte> packet = stackalloc byte[PacketWriter.Capacity];
        var length = Write(packet, tile, item);
        foreach (var client in audience)
            client.Send(packet[..length]);
    }

    private static int Write(Span<byte> packet, int tile, ushort item)
    {
        var (x, y) = PlaceOf(tile);
        return item == 0
            ? ThingPackets.ObjectDelete(packet, (byte)x, (byte)y)
            : ThingPackets.ObjectCreate(packet, (byte)x, (byte)y, WareTable.Find(item).Graphic);
    }

    private static (int X, int Y) PlaceOf(int tile) => (tile % Side, tile / Side);
}
