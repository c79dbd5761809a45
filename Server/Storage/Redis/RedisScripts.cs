namespace Ecs.Server.Storage.Redis;

/// <summary>
/// What the store does with several keys at once. A script that cannot write fails with its first write, and that is always one that needs
/// space, so nothing of it is done.
/// </summary>
internal static class RedisScripts
{
    /// <summary>How long a character is held without a word of its server, in milliseconds.</summary>
    public const int LeaseMilliseconds = 10_000;

    /// <summary>In a change, instead of the number of a kind of ban.</summary>
    public const string OfAccount = "account";

    /// <summary>Account, name, salt, rounds, stored key, server key, server; then characters, as <see cref="Save"/> has them. 0 where there is one.</summary>
    public const string AddAccount = Write + Note + """
        local account = 'account:' .. ARGV[1]
        if redis.call('EXISTS', account) == 1 then return 0 end
        redis.call('HSET', account, 'name', ARGV[2], 'salt', ARGV[3], 'rounds', ARGV[4], 'stored_key', ARGV[5], 'server_key', ARGV[6])
        for at = 8, #ARGV, 8 do write(at) end
        note(ARGV[7], 1, 'account', ARGV[1], '', 0)
        return 1
        """;

    /// <summary>Characters of eight words each. Gives the places, from 1, of those that were refused.</summary>
    public const string Save = Write + """
        local refused = {}
        for at = 1, #ARGV, 8 do
            if not write(at) then refused[#refused + 1] = (at + 7) / 8 end
        end
        return refused
        """;

    /// <summary>
    /// Id, token, server, lease. Takes hold of a character that nobody else has, and gives version, content, activity and when it was seen;
    /// nothing where another server has it.
    /// </summary>
    public const string Find = """
        local player = 'player:' .. ARGV[1]
        local lease = redis.call('GET', player .. ':lease')
        if lease and string.sub(lease, 1, #ARGV[3]) ~= ARGV[3] then return {} end
        redis.call('SET', player .. ':holder', ARGV[2])
        redis.call('SET', player .. ':lease', ARGV[2], 'PX', ARGV[4])
        return {
            redis.call('GET', player .. ':version'), redis.call('GET', player .. ':character'),
            redis.call('GET', 'session:' .. ARGV[1] .. ':active'), redis.call('GET', 'session:' .. ARGV[1] .. ':last_seen') }
        """;

    /// <summary>
    /// Mark, lease, then id and token of each. Holds them for longer where nobody else has taken hold, and gives the mark that all servers on
    /// this Redis share; it is the given one where there was none, which means that everything is gone.
    /// </summary>
    public const string Renew = """
        for at = 3, #ARGV, 2 do
            local player = 'player:' .. ARGV[at]
            local holder = redis.call('GET', player .. ':holder')
            if holder == ARGV[at + 1] then redis.call('SET', player .. ':lease', holder, 'PX', ARGV[2]) end
        end
        redis.call('SET', 'server:mark', ARGV[1], 'NX')
        return redis.call('GET', 'server:mark')
        """;

    /// <summary>Account, salt, rounds, stored key, server key. 0 where there is none.</summary>
    public const string ChangePassword = Forget + """
        local account = 'account:' .. ARGV[1]
        if redis.call('EXISTS', account) == 0 then return 0 end
        redis.call('HSET', account, 'salt', ARGV[2], 'rounds', ARGV[3], 'stored_key', ARGV[4], 'server_key', ARGV[5])
        forget(account .. ':tokens')
        return 1
        """;

    /// <summary>Account and server. 0 where there is none.</summary>
    public const string Delete = Forget + Note + """
        local account = 'account:' .. ARGV[1]
        if redis.call('EXISTS', account) == 0 then return 0 end
        forget(account .. ':tokens')
        for _, id in ipairs(redis.call('SMEMBERS', account .. ':characters')) do
            for _, part in ipairs({ 'position', 'stats', 'inventory', 'character', 'version', 'holder', 'lease' }) do
                redis.call('DEL', 'player:' .. id .. ':' .. part)
            end
            redis.call('DEL', 'session:' .. id .. ':active', 'session:' .. id .. ':last_seen')
        end
        redis.call('DEL', account .. ':characters', account)
        note(ARGV[2], 0, 'account', ARGV[1], '', 0)
        return 1
        """;

    /// <summary>Key, server, kind, subject, reason, until.</summary>
    public const string SaveBan = Note + """
        redis.call('HSET', ARGV[1], 'kind', ARGV[3], 'reason', ARGV[5], 'until', ARGV[6])
        note(ARGV[2], 1, ARGV[3], ARGV[4], ARGV[5], ARGV[6])
        return 1
        """;

    /// <summary>Like <see cref="SaveBan"/>, where there is none.</summary>
    public const string RestoreBan = "if redis.call('EXISTS', ARGV[1]) == 1 then return 0 end\n" + SaveBan;

    /// <summary>Likewise. One that another has taken the place of, with another end, stays.</summary>
    public const string RemoveBan = Note + """
        local ends = redis.pcall('HGET', ARGV[1], 'until')
        if type(ends) == 'string' and ends ~= ARGV[6] then return 0 end
        redis.call('DEL', ARGV[1])
        note(ARGV[2], 0, ARGV[3], ARGV[4], '', ARGV[6])
        return 1
        """;

    /// <summary>The change that was heard of last, or nothing. Gives the newest, and at most a thousand from that one on, with it if it is there.</summary>
    public const string ListChanges = """
        local changes = 'server:changes'
        if redis.call('TYPE', changes).ok ~= 'stream' then return { '0-0', {} } end
        local newest = redis.call('XREVRANGE', changes, '+', '-', 'COUNT', 1)[1]
        newest = newest and newest[1] or '0-0'
        if ARGV[1] == '' then return { newest, {} } end
        return { newest, redis.call('XRANGE', changes, ARGV[1], '+', 'COUNT', 1000) }
        """;

    /// <summary>Account, digest, when it ends, now, how many there may be.</summary>
    public const string AddToken = """
        local tokens = 'account:' .. ARGV[1] .. ':tokens'
        redis.call('SET', 'token:' .. ARGV[2], ARGV[1], 'EX', math.max(1, tonumber(ARGV[3]) - tonumber(ARGV[4])))
        redis.call('ZADD', tokens, ARGV[3], ARGV[2])
        local old = redis.call('ZRANGEBYSCORE', tokens, '-inf', ARGV[4])
        local rest = redis.call('ZCARD', tokens) - #old - tonumber(ARGV[5])
        if rest > 0 then
            for _, digest in ipairs(redis.call('ZRANGE', tokens, #old, #old + rest - 1)) do old[#old + 1] = digest end
        end
        for _, digest in ipairs(old) do
            redis.call('DEL', 'token:' .. digest)
            redis.call('ZREM', tokens, digest)
        end
        return 1
        """;

    /// <summary>Digest. Gives account and when it ends, or nothing.</summary>
    public const string FindToken = """
        local account = redis.call('GET', 'token:' .. ARGV[1])
        if not account then return {} end
        return { account, redis.call('ZSCORE', 'account:' .. account .. ':tokens', ARGV[1]) }
        """;

    /// <summary>
    /// Writes a character: account, id, token, version, content, activity, when it was seen, lease. False where
    /// somebody else holds it, or has saved a newer version; numbers are compared as text, since those of scripts end at 2^53.
    /// </summary>
    private const string Write = """
        local function write(at)
            local account, id, token, version = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
            local player, session = 'player:' .. id, 'session:' .. id
            local holder = redis.call('GET', player .. ':holder')
            if holder and holder ~= token then return false end
            local stored = redis.call('GET', player .. ':version')
            if stored and (#stored > #version or #stored == #version and stored > version) then return false end
            redis.call('SET', player .. ':version', version)
            redis.call('SET', player .. ':character', ARGV[at + 4])
            redis.call('SET', player .. ':holder', token)
            redis.call('SADD', 'account:' .. account .. ':characters', id)
            redis.call('SET', session .. ':last_seen', ARGV[at + 6])
            if ARGV[at + 5] == '1' then
                redis.call('SET', session .. ':active', 1, 'PX', ARGV[at + 7])
                redis.call('SET', player .. ':lease', token, 'PX', ARGV[at + 7])
            else
                redis.call('SET', session .. ':active', 0)
                redis.call('DEL', player .. ':lease')
            end
            return true
        end

        """;

    /// <summary>
    /// Writes down what was done, for other servers: of the newest ten thousand. Only behind another write, since whatever
    /// stands there of another type is removed first.
    /// </summary>
    private const string Note = """
        local function note(server, made, kind, subject, reason, ends)
            local changes = 'server:changes'
            local found = redis.call('TYPE', changes).ok
            if found ~= 'stream' and found ~= 'none' then redis.call('DEL', changes) end
            redis.call('XADD', changes, 'MAXLEN', '~', 10000, '*',
                'server', server, 'made', made, 'kind', kind, 'subject', subject, 'reason', reason, 'until', ends)
        end

        """;

    private const string Forget = """
        local function forget(tokens)
            for _, digest in ipairs(redis.call('ZRANGE', tokens, 0, -1)) do redis.call('DEL', 'token:' .. digest) end
            redis.call('DEL', tokens)
        end

        """;
}
