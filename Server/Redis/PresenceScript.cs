namespace Ecs.Server.Redis;

/// <summary>Writes many states at once, each whole or not at all.</summary>
internal static class PresenceScript
{
    /// <summary>How long a session counts as active, and this server's connections as there, without being written again.</summary>
    public const int LeaseSeconds = 10;

    /// <summary>Instead of a number of connections: this server is no more.</summary>
    public const int Gone = -1;

    /// <summary>
    /// Its arguments: this server, its connections, the lease in seconds, then for each state what <see cref="PresenceText"/> wrote. Whatever
    /// type a key had, it has the right one afterwards. What needs space comes first: when there is none, nothing has been removed.
    /// </summary>
    public const string Text = """
        local at = 3
        local function take()
            at = at + 1
            return ARGV[at]
        end
        local function hash(key)
            local fields = tonumber(take())
            if fields < 0 then return end
            redis.call('DEL', key)
            if fields == 0 then return end
            local words = {}
            for word = 1, fields * 2 do words[word] = take() end
            redis.call('HSET', key, unpack(words))
        end

        local now = tonumber(redis.call('TIME')[1])
        local sum = 0
        redis.call('SET', 'server:connections:count', 0)
        if redis.call('TYPE', 'server:connections').ok ~= 'hash' then redis.call('DEL', 'server:connections') end
        if tonumber(ARGV[2]) < 0 then
            redis.call('HDEL', 'server:connections', ARGV[1])
        else
            redis.call('HSET', 'server:connections', ARGV[1], ARGV[2] .. ' ' .. (now + tonumber(ARGV[3])))
        end
        local all = redis.call('HGETALL', 'server:connections')
        for field = 1, #all, 2 do
            local count, ends = string.match(all[field + 1], '^(%d+) (%d+)$')
            if count and tonumber(ends) >= now then
                sum = sum + tonumber(count)
            else
                redis.call('HDEL', 'server:connections', all[field])
            end
        end
        redis.call('SET', 'server:connections:count', sum)

        while at < #ARGV do
            local id = take()
            local active = take()
            redis.call('SET', 'session:' .. id .. ':last_seen', take())
            if active == '1' then
                redis.call('SET', 'session:' .. id .. ':active', 1, 'EX', ARGV[3])
            else
                redis.call('SET', 'session:' .. id .. ':active', 0)
            end
            hash('player:' .. id .. ':position')
            hash('player:' .. id .. ':stats')
            hash('player:' .. id .. ':inventory')
        end
        return 1
        """;
}
