using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Ecs.Simulation.Games.Waves;

namespace Ecs.Server.Doors.Waves;

/// <summary>
/// Writes frames as the original server does: header, then JSON with its order of keys and its blanks after commas and
/// colons. Frames that belong together lie in one piece, so that they go out in one write: a client reads each part with a
/// single receive and takes a part of it for the whole.
/// </summary>
public sealed class WavesWriter
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>The frames since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>The answer to the first word: the client's own address, by which it finds itself among the ships.</summary>
    public void AddWelcome(string ip, int port)
    {
        var frame = BeginFrame();
        Add("{\"ip\": \""u8);
        Add(ip);
        Add("\", \"port\": "u8);
        Add(port);
        Add("}"u8);
        EndFrame(frame);
    }

    /// <summary>Both ships are taken.</summary>
    public void AddFull()
    {
        var frame = BeginFrame();
        Add("{\"error\":\"full\"}"u8);
        EndFrame(frame);
    }

    /// <summary>The four frames of a round.</summary>
    public void AddPicture(WavesPicture picture)
    {
        AddState(picture);
        AddLasers(CollectionsMarshal.AsSpan(picture.FirstLasers));
        AddLasers(CollectionsMarshal.AsSpan(picture.SecondLasers));
        AddEnemies(CollectionsMarshal.AsSpan(picture.Enemies));
    }

    private void AddState(WavesPicture picture)
    {
        var (first, second) = (picture.First, picture.Second);
        var frame = BeginFrame();
        Add("{\"ready\": "u8);
        Add(picture.IsPlaying);
        Add(", \"level\": "u8);
        Add(picture.Level);
        Add(", \"user1\": "u8);
        AddUser(first);
        Add(", \"user2\": "u8);
        AddUser(second);
        Add(", \"x1\": "u8);
        Add(first.X);
        Add(", \"y1\": "u8);
        Add(first.Y);
        Add(", \"health1\": "u8);
        Add(first.Health);
        Add(", \"lost1\": "u8);
        Add(first.HasLost);
        Add(", \"x2\": "u8);
        Add(second.X);
        Add(", \"y2\": "u8);
        Add(second.Y);
        Add(", \"health2\": "u8);
        Add(second.Health);
        Add(", \"lost2\": "u8);
        Add(second.HasLost);
        Add(", \"win1\": "u8);
        Add(first.HasWon);
        Add(", \"win2\": "u8);
        Add(second.HasWon);
        Add("}"u8);
        EndFrame(frame);
    }

    private void AddUser(in WavesShipPicture ship)
    {
        if (ship.Ip is null)
        {
            Add("\"0.0.0.0\""u8);
            return;
        }

        Add("[\""u8);
        Add(ship.Ip);
        Add("\", "u8);
        Add(ship.Port);
        Add("]"u8);
    }

    private void AddLasers(ReadOnlySpan<WavesObjectPicture> lasers)
    {
        var frame = BeginFrame();
        Add("["u8);
        for (var i = 0; i < lasers.Length; i++)
        {
            Add(i == 0 ? "{\"x\": "u8 : ", {\"x\": "u8);
            Add(lasers[i].X);
            Add(", \"y\": "u8);
            Add(lasers[i].Y);
            Add("}"u8);
        }

        Add("]"u8);
        EndFrame(frame);
    }

    private void AddEnemies(ReadOnlySpan<WavesObjectPicture> enemies)
    {
        var frame = BeginFrame();
        Add("["u8);
        for (var i = 0; i < enemies.Length; i++)
        {
            Add(i == 0 ? "{\"ex\": "u8 : ", {\"ex\": "u8);
            Add(enemies[i].X);
            Add(", \"ey\": "u8);
            Add(enemies[i].Y);
            Add(", \"ecolor\": \""u8);
            Add(NameOf(enemies[i].Colour));
            Add("\"}"u8);
        }

        Add("]"u8);
        EndFrame(frame);
    }

    private static ReadOnlySpan<byte> NameOf(ushort colour) => colour switch
    {
        WavesShapes.Red => "red"u8,
        WavesShapes.Green => "green"u8,
        _ => "blue"u8,
    };

    private int BeginFrame()
    {
        var frame = _length;
        Reserve(WavesReader.HeaderLength).Fill((byte)' ');
        _length += WavesReader.HeaderLength;
        return frame;
    }

    private void EndFrame(int frame)
    {
        var payload = _length - frame - WavesReader.HeaderLength;
        payload.TryFormat(_bytes.AsSpan(frame), out _, default, CultureInfo.InvariantCulture);
    }

    private void Add(bool value) => Add(value ? "true"u8 : "false"u8);

    private void Add(int value)
    {
        value.TryFormat(Reserve(11), out var count, default, CultureInfo.InvariantCulture);
        _length += count;
    }

    /// <param name="address">Text of an address: nothing in it needs an escape.</param>
    private void Add(string address) => _length += Encoding.UTF8.GetBytes(address, Reserve(Encoding.UTF8.GetMaxByteCount(address.Length)));

    private void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        _length += text.Length;
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));

        return _bytes.AsSpan(_length, count);
    }
}
