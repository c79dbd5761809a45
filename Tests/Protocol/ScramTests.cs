using System.Text;
using System.Text.RegularExpressions;
using Ecs.Protocol;
using Ecs.Tests.House;

namespace Ecs.Tests.Protocol;

/// <summary>Proofs are those of RFC 5802 and of the example in docs/protocol.md, which was computed by another program.</summary>
public class ScramTests
{
    [Fact]
    public void The_example_of_the_document_comes_out()
    {
        var salted = Scram.Salt("horse battery", Convert.FromHexString(Of("salt").Split(',')[0]), 4096);
        Assert.Equal(Of("SaltedPassword"), Hex(salted));
        var client = Scram.ClientKeyOf(salted);
        Assert.Equal((Of("StoredKey"), Of("ServerKey")), (Hex(Scram.StoredKeyOf(client)), Hex(Scram.ServerKeyOf(salted))));
        Assert.True(ScramNonce.TryParse(ScramNonce.Mark + Of("clientNonce"), out var nonce));
        var message = Scram.MessageOf("ana", nonce, Of("nonce"), Convert.FromHexString(Of("salt").Split(',')[0]), 4096);
        Assert.Equal(Of("AuthMessage"), Encoding.UTF8.GetString(message));

        var proof = Scram.Prove(client, message);

        Assert.Equal((Of("proof"), Of("signature")), (Hex(proof), Hex(Scram.Sign(Scram.ServerKeyOf(salted), message))));
        Assert.True(Scram.IsProved(proof, Scram.StoredKeyOf(client), message));
    }

    [Fact]
    public void Any_other_bit_of_a_proof_or_of_what_was_said_is_wrong()
    {
        var client = Scram.ClientKeyOf(Scram.Salt("horse battery", new byte[16], 1));
        var message = "what was said"u8.ToArray();
        var proof = Scram.Prove(client, message);
        for (var bit = 0; bit < 8 * proof.Length; bit++)
        {
            proof[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Scram.IsProved(proof, Scram.StoredKeyOf(client), message));
            proof[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        message[0] ^= 1;
        Assert.False(Scram.IsProved(proof, Scram.StoredKeyOf(client), message));
        Assert.False(Scram.IsProved(proof.AsSpan(1), Scram.StoredKeyOf(client), message));
    }

    [Theory]
    [InlineData("scram:rOprNGfwEbeRWgbNEkqOabcd", true)]
    [InlineData("scram:rOprNGfwEbeRWgbNEkq+/bcd", true)]
    [InlineData("scram:rOprNGfwEbeRWgbNEkqOabc", false)]
    [InlineData("scram:rOprNGfwEbeRWgbNEkqOabcde", false)]
    [InlineData("scram:rOprNGfwEbeRWgbNEkqOabc=", false)]
    [InlineData("scram:rOprNGfwEbeRWgbNEkqOab==", false)]
    [InlineData("scram:rOprNGfwEbeRWgbNEkqO,bcd", false)]
    [InlineData("scram:rOprNGfwEbeRWgbNEkqO bcd", false)]
    [InlineData("scram:rOprNGfwEbeRWgbNEkqO\nbcd", false)]
    [InlineData("Scram:rOprNGfwEbeRWgbNEkqOabcd", false)]
    [InlineData("scram:", false)]
    [InlineData("", false)]
    public void A_nonce_is_24_letters_behind_its_mark(string token, bool isOne)
    {
        Assert.Equal(isOne, ScramNonce.TryParse(token, out var nonce));
        if (isOne)
            Assert.Equal(token, nonce.ToToken());
    }

    [Fact]
    public void Nonces_and_tokens_are_drawn_anew_and_read_back()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var draw = 0; draw < 1_000; draw++)
        {
            Assert.True(ScramNonce.TryParse(ScramNonce.Create().ToToken(), out var nonce));
            Assert.True(seen.Add(nonce.Text));
            var token = AccountToken.Create();
            Assert.True(AccountToken.TryParse(token.ToText(), out var read));
            Assert.Equal(token, read);
            Assert.DoesNotContain(token.ToText()[AccountToken.Mark.Length..], token.ToString(), StringComparison.Ordinal);
        }
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>A line of the example.</summary>
    private static string Of(string what) =>
        Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", "protocol.md")), $"^{what} +([0-9A-Za-z].*)$", RegexOptions.Multiline).Groups[1].Value.Trim();
}
