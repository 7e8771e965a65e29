using JitBot.Core.Chat;
using JitBot.Core.People;

namespace JitBot.Simulation.Chat;

/// <summary>A home page as it is to be shown, and when it was drawn: an older picture may land on a newer one.</summary>
internal sealed record HomeDrawing(AccountId Account, HomeView View, DateTimeOffset DrawnAt)
{
    /// <summary>Each request on the page, and what is said of it.</summary>
    public IEnumerable<(string List, string Request, string Status)> Rows =>
    [
        .. View.ToDecide.Select(view => ("to decide", view.Id.Value, view.Status.ToPlainText())),
        .. View.Mine.Select(mine => ("mine", mine.Request.Id.Value, mine.Request.Status.ToPlainText())),
    ];
}

/// <summary>The home pages as people really see them.</summary>
internal sealed class SimHomes
{
    private readonly Dictionary<AccountId, HomeDrawing> _shown = [];
    private readonly Dictionary<AccountId, DateTimeOffset> _newest = [];

    /// <summary>What the account sees; null if it was never shown anything.</summary>
    public HomeDrawing? Of(AccountId account) => _shown.GetValueOrDefault(account);

    /// <summary>Whether a newer picture was there before the one that is seen.</summary>
    public bool IsOverdrawn(HomeDrawing shown) => shown.DrawnAt < _newest[shown.Account];

    public void Show(HomeDrawing drawing)
    {
        _shown[drawing.Account] = drawing;
        _newest[drawing.Account] = _newest.TryGetValue(drawing.Account, out var before) && before > drawing.DrawnAt ? before : drawing.DrawnAt;
    }
}
